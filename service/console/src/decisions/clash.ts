// Whether a decision would overwrite another person's that its reviewer has not seen.
import { equals } from "@bufbuild/protobuf";
import { DecisionSchema, type Decision, type Review } from "../gen/filing_review/v1/desk_service_pb";

// Decisions by finding, as the reviewer saw them when it began to decide.
export type Seen = ReadonlyMap<string, Decision | undefined>;

export function decisionOn(review: Review, key: string): Decision | undefined {
  return review.decisions.find((decision) => decision.findingKey === key);
}

export function seenNow(review: Review, keys: readonly string[]): Seen {
  return new Map(keys.map((key) => [key, decisionOn(review, key)]));
}

// `disagreement` says how a new brief stands to a decision; it is nobody's change.
function same(a: Decision | undefined, b: Decision | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return equals(DecisionSchema, { ...a, disagreement: 0 }, { ...b, disagreement: 0 });
}

// Keys of `seen` on which somebody decided since.
export function clashes(seen: Seen, review: Review): string[] {
  return [...seen].filter(([key, decision]) => !same(decision, decisionOn(review, key))).map(([key]) => key);
}

// Who changed something between two answers, and on how many findings; `self` is not counted.
export function changesByOthers(before: Review, after: Review, self: string): { reviewer: string; count: number } | undefined {
  const old = new Map(before.decisions.map((decision) => [decision.findingKey, decision]));
  const changed = after.decisions.filter((decision) => !same(old.get(decision.findingKey), decision) && decision.reviewer !== self);
  const last = changed[changed.length - 1];
  return last && { reviewer: last.reviewer, count: changed.length };
}
