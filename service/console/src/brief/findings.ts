// What can be decided on, as the page shows it: findings of the brief and those that reviewers added,
// joined to their decisions, in rows and sections in the order of reading.
import type {
  Assessment,
  ChecklistItem,
  Conflict,
  DataHandling,
  Evidence,
  Holder,
  Influence,
  ReviewBrief,
  ReviewStatement,
  UserCount,
} from "../gen/filing_review/v1/brief_pb";
import { Attribution, Outcome } from "../gen/filing_review/v1/brief_pb";
import { Disagreement, FindingKind, Verdict, type Decision, type Review } from "../gen/filing_review/v1/desk_service_pb";
import { namedIn, type Named } from "./named";

export type FindingValue =
  | { kind: FindingKind.USER_COUNT; value: UserCount }
  | { kind: FindingKind.DATA_HANDLING; value: DataHandling }
  | { kind: FindingKind.REVIEW_STATEMENT; value: ReviewStatement }
  | { kind: FindingKind.HOLDER; value: Holder }
  | { kind: FindingKind.INFLUENCE; value: Influence }
  // `named`: what the explanation of each condition names, and that of the conflict.
  | { kind: FindingKind.ASSESSMENT; value: Assessment; named: readonly (readonly Named[])[] }
  | { kind: FindingKind.CONFLICT; value: Conflict; named: readonly Named[] }
  | { kind: FindingKind.CHECKLIST_ITEM; value: ChecklistItem };

export interface Finding {
  // FindingRef.key.
  key: string;
  // What the brief says; of an added or vanished finding, what the reviewer says.
  is: FindingValue;
  evidence: readonly Evidence[];
  decision: Decision | undefined;
  // True where the brief does not have it.
  added: boolean;
}

// A fact: its mentions are findings of their own.
export interface Row {
  id: string;
  places: readonly Finding[];
}

export const SECTION_IDS = [
  "assessments",
  "conflicts",
  "statements",
  "figures",
  "disclosures",
  "holders",
  "influence",
  "checklist",
] as const;
export type SectionId = (typeof SECTION_IDS)[number];

export interface Group {
  // Value of the vocabulary that heads it; empty where the section has no groups.
  id: string;
  rows: readonly Row[];
}

export interface Section {
  id: SectionId;
  groups: readonly Group[];
}

const SECTION_OF: Readonly<Record<FindingKind, SectionId>> = {
  [FindingKind.UNSPECIFIED]: "checklist",
  [FindingKind.USER_COUNT]: "figures",
  [FindingKind.DATA_HANDLING]: "disclosures",
  [FindingKind.REVIEW_STATEMENT]: "statements",
  [FindingKind.HOLDER]: "holders",
  [FindingKind.INFLUENCE]: "influence",
  [FindingKind.ASSESSMENT]: "assessments",
  [FindingKind.CONFLICT]: "conflicts",
  [FindingKind.CHECKLIST_ITEM]: "checklist",
};

export function sectionOf(kind: FindingKind): SectionId {
  return SECTION_OF[kind];
}

export function isDecided(finding: Finding): boolean {
  return finding.decision !== undefined && finding.decision.verdict !== Verdict.UNSPECIFIED;
}

// Places of a condition's evidence count on through the assessment.
function assessmentEvidence(assessment: Assessment): Evidence[] {
  return assessment.conditions.flatMap((condition) => condition.evidence);
}

function valueAt(brief: ReviewBrief, kind: FindingKind, index: number, namedBy: ReturnType<typeof namedIn>): FindingValue | undefined {
  const lists = {
    [FindingKind.USER_COUNT]: brief.userCounts,
    [FindingKind.DATA_HANDLING]: brief.dataHandling,
    [FindingKind.REVIEW_STATEMENT]: brief.reviewStatements,
    [FindingKind.HOLDER]: brief.holders,
    [FindingKind.INFLUENCE]: brief.influence,
    [FindingKind.ASSESSMENT]: brief.assessments,
    [FindingKind.CONFLICT]: brief.conflicts,
    [FindingKind.CHECKLIST_ITEM]: brief.checklist,
    [FindingKind.UNSPECIFIED]: [],
  };
  const value = lists[kind]?.[index];
  if (value === undefined) return undefined;
  const is = { kind, value } as FindingValue;
  switch (is.kind) {
    case FindingKind.ASSESSMENT:
      return { ...is, named: is.value.conditions.map(({ explanation, evidence }) => namedBy(explanation, evidence)) };
    case FindingKind.CONFLICT:
      return { ...is, named: namedBy(is.value.explanation, is.value.evidence) };
    default:
      return is;
  }
}

export function evidenceOf(is: FindingValue): readonly Evidence[] {
  return is.kind === FindingKind.ASSESSMENT ? assessmentEvidence(is.value) : is.value.evidence;
}

// Every piece of evidence of the brief's own findings; regimes and the checklist repeat it.
export function evidenceIn(brief: ReviewBrief): Evidence[] {
  const { userCounts, dataHandling, reviewStatements, holders, influence, conflicts } = brief;
  return [userCounts, dataHandling, reviewStatements, holders, influence, conflicts].flat().flatMap(({ evidence }) => evidence);
}

// What a decision says the finding is; undefined for one without a correction.
export function correctedValue(decision: Decision): FindingValue | undefined {
  const finding = decision.corrected?.finding;
  switch (finding?.case) {
    case "userCount":
      return { kind: FindingKind.USER_COUNT, value: finding.value };
    case "dataHandling":
      return { kind: FindingKind.DATA_HANDLING, value: finding.value };
    case "reviewStatement":
      return { kind: FindingKind.REVIEW_STATEMENT, value: finding.value };
    case "holder":
      return { kind: FindingKind.HOLDER, value: finding.value };
    default:
      return undefined;
  }
}

// Every finding of the brief, then those that only decisions have. A decision on a finding that is
// gone and that corrected nothing has no value to show; it is among disagreements().
export function findingsOf(brief: ReviewBrief, review: Review): Finding[] {
  const decisions = new Map(review.decisions.map((decision) => [decision.findingKey, decision]));
  const findings: Finding[] = [];
  const known = new Set<string>();
  const namedBy = namedIn(brief);
  for (const ref of review.findings) {
    const is = valueAt(brief, ref.kind, ref.index, namedBy);
    if (is === undefined || known.has(ref.key)) continue;
    known.add(ref.key);
    findings.push({ key: ref.key, is, evidence: evidenceOf(is), decision: decisions.get(ref.key), added: false });
  }
  for (const decision of review.decisions) {
    const is = correctedValue(decision);
    if (is === undefined || known.has(decision.findingKey)) continue;
    findings.push({ key: decision.findingKey, is, evidence: evidenceOf(is), decision, added: true });
  }
  return findings;
}

export function disagreements(review: Review): Decision[] {
  return review.decisions.filter((decision) => decision.disagreement !== Disagreement.UNSPECIFIED);
}

// Mentions of one fact share a row.
function rowId(finding: Finding): string {
  const { is } = finding;
  if (is.kind === FindingKind.USER_COUNT || is.kind === FindingKind.HOLDER) {
    return is.value.factId !== "" ? `${is.kind}:${is.value.factId}` : finding.key;
  }
  return finding.key;
}

function groupId(is: FindingValue): string {
  switch (is.kind) {
    case FindingKind.USER_COUNT:
      return Attribution[is.value.attribution] ?? "UNSPECIFIED";
    case FindingKind.DATA_HANDLING:
      return is.value.category;
    default:
      return "";
  }
}

// Rows in the order of the brief, but regimes by outcome and figures by size.
export function sectionsOf(findings: readonly Finding[], groupOrder: (section: SectionId) => readonly string[]): Section[] {
  return SECTION_IDS.map((id) => {
    const groups = new Map<string, Map<string, Finding[]>>();
    for (const finding of findings) {
      if (sectionOf(finding.is.kind) !== id) continue;
      const rows = groups.get(groupId(finding.is)) ?? new Map<string, Finding[]>();
      groups.set(groupId(finding.is), rows);
      const places = rows.get(rowId(finding)) ?? [];
      rows.set(rowId(finding), places);
      places.push(finding);
    }
    const order = groupOrder(id);
    const rank = (group: string): number => {
      const at = order.indexOf(group);
      return at < 0 ? order.length : at;
    };
    return {
      id,
      groups: [...groups]
        .sort(([a], [b]) => rank(a) - rank(b))
        .map(([group, rows]) => ({
          id: group,
          rows: [...rows].map(([row, places]) => ({ id: row, places })).sort(bySize),
        })),
    };
  });
}

// What looks at the filing comes first: the outcomes in the order of a reviewer's interest.
const OUTCOMES: readonly Outcome[] = [Outcome.OUT_OF_SCOPE, Outcome.UNSPECIFIED, Outcome.NOT_TRIGGERED, Outcome.INDETERMINATE, Outcome.TRIGGERED];

function sizeOf(row: Row): bigint {
  const is = row.places[0]?.is;
  if (is?.kind === FindingKind.ASSESSMENT) return BigInt(OUTCOMES.indexOf(is.value.outcome));
  return is?.kind === FindingKind.USER_COUNT ? is.value.value : 0n;
}

function bySize(a: Row, b: Row): number {
  const [x, y] = [sizeOf(a), sizeOf(b)];
  return x === y ? 0 : x > y ? -1 : 1;
}

// Findings in the order in which the page shows them.
export function inOrder(sections: readonly Section[]): Finding[] {
  return sections.flatMap((section) => section.groups.flatMap((group) => group.rows.flatMap((row) => row.places)));
}
