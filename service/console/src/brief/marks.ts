// Findings as marks on the filing, and back.
import type { Evidence } from "../gen/filing_review/v1/brief_pb";
import { FindingKind, Verdict } from "../gen/filing_review/v1/desk_service_pb";
import type { MarkKind, MarkVerdict, ViewerMark } from "../viewer/types";
import { describeLine, type Words } from "./describe";
import type { Finding } from "./findings";

const KINDS: Readonly<Record<FindingKind, MarkKind>> = {
  [FindingKind.UNSPECIFIED]: "checklist",
  [FindingKind.USER_COUNT]: "userCount",
  [FindingKind.DATA_HANDLING]: "dataHandling",
  [FindingKind.REVIEW_STATEMENT]: "reviewStatement",
  [FindingKind.HOLDER]: "holder",
  [FindingKind.INFLUENCE]: "influence",
  [FindingKind.ASSESSMENT]: "assessment",
  [FindingKind.CONFLICT]: "conflict",
  [FindingKind.CHECKLIST_ITEM]: "checklist",
};

const VERDICTS: Readonly<Record<Verdict, MarkVerdict>> = {
  [Verdict.UNSPECIFIED]: "open",
  [Verdict.ACCEPTED]: "accepted",
  [Verdict.REJECTED]: "rejected",
  [Verdict.CORRECTED]: "corrected",
  [Verdict.ADDED]: "added",
};

// Regimes and the checklist repeat the evidence of other findings: their marks show while one of them
// is selected.
const REPEATS: readonly FindingKind[] = [FindingKind.ASSESSMENT, FindingKind.CHECKLIST_ITEM];

export function markId(key: string, place: number): string {
  return `${key}/${place}`;
}

export function parseMarkId(id: string): { key: string; place: number } {
  const at = id.lastIndexOf("/");
  return { key: id.slice(0, at), place: Number(id.slice(at + 1)) };
}

// The main document has no name in briefs of one document.
export function documentOf({ document }: Pick<Evidence, "document">): string {
  return document === "" ? "main" : document;
}

export function marksOf(words: Words, findings: readonly Finding[], selectedKey: string | undefined): ViewerMark[] {
  return findings
    .filter((finding) => !REPEATS.includes(finding.is.kind) || finding.key === selectedKey)
    .flatMap((finding) =>
      finding.evidence.map((evidence, place) => ({
        id: markId(finding.key, place),
        findingId: finding.key,
        document: documentOf(evidence),
        page: evidence.page,
        boxes: evidence.boxes.map(({ x0, y0, x1, y1 }) => ({ x0, y0, x1, y1 })),
        kind: KINDS[finding.is.kind],
        verdict: VERDICTS[finding.decision?.verdict ?? Verdict.UNSPECIFIED],
        label: describeLine(words, finding.is),
        fromOcr: evidence.fromOcr,
      })),
    );
}
