import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { changesByOthers, clashes, seenNow } from "../../src/decisions/clash";
import { brokenLink } from "../../src/decisions/chain";
import { DecisionSchema, Disagreement, ReviewEventSchema, ReviewSchema, Verdict, type Decision, type Review } from "../../src/gen/filing_review/v1/desk_service_pb";

const decision = (findingKey: string, verdict: Verdict, reviewer: string, more: Partial<Decision> = {}): Decision =>
  ({ ...create(DecisionSchema, { findingKey, verdict, reviewer }), ...more });
const review = (...decisions: Decision[]): Review => create(ReviewSchema, { decisions });

describe("clashes", () => {
  const before = review(decision("a", Verdict.ACCEPTED, "Li"));
  it("none where nothing changed", () => expect(clashes(seenNow(before, ["a", "b"]), before)).toEqual([]));
  it("none where another finding changed", () =>
    expect(clashes(seenNow(before, ["a"]), review(...before.decisions, decision("b", Verdict.REJECTED, "Wu")))).toEqual([]));
  it("a decision that is new", () =>
    expect(clashes(seenNow(before, ["a", "b"]), review(...before.decisions, decision("b", Verdict.REJECTED, "Wu")))).toEqual(["b"]));
  it("a decision that is another one", () => expect(clashes(seenNow(before, ["a"]), review(decision("a", Verdict.REJECTED, "Wu")))).toEqual(["a"]));
  it("a decision that was taken back", () => expect(clashes(seenNow(before, ["a"]), review())).toEqual(["a"]));
  it("another brief is nobody's change", () =>
    expect(clashes(seenNow(before, ["a"]), review(decision("a", Verdict.ACCEPTED, "Li", { disagreement: Disagreement.FINDING_GONE })))).toEqual([]));
});

describe("changesByOthers", () => {
  const before = review(decision("a", Verdict.ACCEPTED, "Li"));
  it("tells who and how many", () =>
    expect(changesByOthers(before, review(decision("a", Verdict.REJECTED, "Wu"), decision("b", Verdict.ACCEPTED, "Wu")), "Li")).toEqual({ reviewer: "Wu", count: 2 }));
  it("does not tell one's own", () => expect(changesByOthers(before, review(decision("a", Verdict.REJECTED, "Li")), "Li")).toBeUndefined());
});

describe("brokenLink", () => {
  const event = (number: number, hash: string, previousHash: string) => create(ReviewEventSchema, { number: BigInt(number), hash, previousHash });
  it("a chain that holds", () => expect(brokenLink([event(1, "x", "file"), event(2, "y", "x")])).toBeUndefined());
  it("an event that names another before it", () => expect(brokenLink([event(1, "x", "file"), event(2, "y", "z")])).toBe(2n));
  it("an event that is missing", () => expect(brokenLink([event(1, "x", "file"), event(3, "y", "x")])).toBe(3n));
});
