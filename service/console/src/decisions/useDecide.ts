// Decisions on the selected finding, as commands for buttons and keys.
import { create } from "@bufbuild/protobuf";
import { useCallback } from "react";
import {
  DataHandlingSchema,
  EvidenceRole,
  EvidenceSchema,
  HolderSchema,
  ReviewStatementSchema,
  UserCountSchema,
  type Evidence,
} from "../gen/filing_review/v1/brief_pb";
import {
  CorrectedFindingSchema,
  DecisionSchema,
  FindingKind,
  Verdict,
  type CorrectedFinding,
  type Decision,
} from "../gen/filing_review/v1/desk_service_pb";
import type { Finding } from "../brief/findings";
import type { TextSelection } from "../viewer/types";
import type { Seen } from "./clash";
import type { CorrectableKind } from "./fields";
import type { ReviewDesk } from "./useReview";

type Values = Readonly<Record<string, unknown>>;

// The finding with the fields of the form in place of its own.
export function correctedFinding(kind: CorrectableKind, base: Values, values: Values, evidence: readonly Evidence[]): CorrectedFinding {
  // $typeName goes: the message is made anew from plain fields.
  const { $typeName: _, $unknown: __, ...plain } = { ...base, ...values, evidence: [...evidence] } as Record<string, unknown>;
  const whole = plain as never;
  switch (kind) {
    case FindingKind.USER_COUNT:
      return create(CorrectedFindingSchema, { finding: { case: "userCount", value: create(UserCountSchema, whole) } });
    case FindingKind.DATA_HANDLING:
      return create(CorrectedFindingSchema, { finding: { case: "dataHandling", value: create(DataHandlingSchema, whole) } });
    case FindingKind.REVIEW_STATEMENT:
      return create(CorrectedFindingSchema, { finding: { case: "reviewStatement", value: create(ReviewStatementSchema, whole) } });
    case FindingKind.HOLDER:
      return create(CorrectedFindingSchema, { finding: { case: "holder", value: create(HolderSchema, whole) } });
  }
}

// What was selected in the filing, as evidence.
export function evidenceFrom(selection: TextSelection): Evidence {
  return create(EvidenceSchema, {
    document: selection.document,
    page: selection.page,
    quote: selection.quote,
    role: EvidenceRole.FIGURE,
    boxes: selection.boxes.map(({ x0, y0, x1, y1 }) => ({ x0, y0, x1, y1 })),
    pageWidth: selection.pageWidth,
    pageHeight: selection.pageHeight,
    fromOcr: selection.fromOcr,
  });
}

function seen(findings: readonly Finding[]): Seen {
  return new Map(findings.map(({ key, decision }) => [key, decision]));
}

function decisionFor(finding: Finding, verdict: Verdict, more: Partial<Pick<Decision, "corrected" | "comment">> = {}): Decision {
  return create(DecisionSchema, {
    findingKey: finding.key,
    kind: finding.is.kind,
    verdict,
    comment: more.comment ?? finding.decision?.comment ?? "",
    ...(more.corrected ? { corrected: more.corrected } : {}),
  });
}

export interface Decide {
  judge: (findings: readonly Finding[], verdict: Verdict) => Promise<boolean>;
  correct: (finding: Finding, kind: CorrectableKind, values: Values, comment: string) => Promise<boolean>;
  add: (kind: CorrectableKind, values: Values, comment: string, evidence: readonly Evidence[]) => Promise<boolean>;
  comment: (finding: Finding, comment: string) => Promise<boolean>;
  clear: (finding: Finding) => Promise<boolean>;
}

export function useDecide(desk: ReviewDesk): Decide {
  const { record } = desk;
  const judge = useCallback(
    (findings: readonly Finding[], verdict: Verdict) => record(findings.map((finding) => decisionFor(finding, verdict)), seen(findings)),
    [record],
  );
  const correct = useCallback(
    (finding: Finding, kind: CorrectableKind, values: Values, comment: string) =>
      record(
        [
          decisionFor(finding, finding.added ? Verdict.ADDED : Verdict.CORRECTED, {
            corrected: correctedFinding(kind, finding.is.value as unknown as Values, values, finding.evidence),
            comment,
          }),
        ],
        seen([finding]),
      ),
    [record],
  );
  const add = useCallback(
    (kind: CorrectableKind, values: Values, comment: string, evidence: readonly Evidence[]) =>
      record(
        [create(DecisionSchema, { kind, verdict: Verdict.ADDED, comment, corrected: correctedFinding(kind, {}, values, evidence) })],
        new Map(),
      ),
    [record],
  );
  const comment = useCallback(
    (finding: Finding, text: string) =>
      record(
        [
          decisionFor(finding, finding.decision?.verdict ?? Verdict.UNSPECIFIED, {
            comment: text,
            ...(finding.decision?.corrected ? { corrected: finding.decision.corrected } : {}),
          }),
        ],
        seen([finding]),
      ),
    [record],
  );
  const clear = useCallback(
    (finding: Finding) => record([create(DecisionSchema, { findingKey: finding.key, kind: finding.is.kind })], seen([finding])),
    [record],
  );
  return { judge, correct, add, comment, clear };
}
