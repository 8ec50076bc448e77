import { create } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { findingsOf, inOrder, sectionsOf } from "../../src/brief/findings";
import { markId, marksOf, parseMarkId } from "../../src/brief/marks";
import { isShown, nextUndecided, shownSections, step } from "../../src/brief/selection";
import { Attribution, ReviewBriefSchema } from "../../src/gen/filing_review/v1/brief_pb";
import { FindingKind, ReviewSchema, Verdict } from "../../src/gen/filing_review/v1/desk_service_pb";
import { wordsIn } from "../../src/i18n/I18n";

const brief = create(ReviewBriefSchema, {
  userCounts: [
    { factId: "small", value: 5n, attribution: Attribution.ISSUER, evidence: [{ page: 1 }] },
    { factId: "big", value: 900n, attribution: Attribution.ISSUER, evidence: [{ page: 2 }, { page: 3 }] },
    { factId: "market", value: 10_000n, attribution: Attribution.INDUSTRY, evidence: [{ page: 4 }] },
    { factId: "big", value: 900n, attribution: Attribution.ISSUER, evidence: [{ page: 9 }] },
  ],
  assessments: [{ regime: "r", conditions: [{ condition: "a", evidence: [{ page: 2 }] }, { condition: "b", evidence: [{ page: 5 }] }] }],
});
const review = create(ReviewSchema, {
  findings: [
    ...["c0", "c1", "c2", "c3"].map((key, index) => ({ key, kind: FindingKind.USER_COUNT, index })),
    { key: "r0", kind: FindingKind.ASSESSMENT, index: 0 },
  ],
  decisions: [
    { findingKey: "c1", verdict: Verdict.ACCEPTED },
    { findingKey: "c2", comment: "?" },
    { findingKey: "new", kind: FindingKind.USER_COUNT, verdict: Verdict.ADDED, corrected: { finding: { case: "userCount", value: { value: 7n, attribution: Attribution.ISSUER } } } },
    { findingKey: "gone", kind: FindingKind.USER_COUNT, verdict: Verdict.ACCEPTED },
  ],
});
const findings = findingsOf(brief, review);
const sections = sectionsOf(findings, (id) => (id === "figures" ? ["ISSUER", "INDUSTRY"] : []));
const order = inOrder(sections);

describe("findings", () => {
  it("those of the brief, and those that were added", () => expect(findings.map(({ key, added }) => [key, added])).toEqual([["c0", false], ["c1", false], ["c2", false], ["c3", false], ["r0", false], ["new", true]]));
  it("regimes first, figures of the issuer by size, mentions of a fact together", () => expect(order.map(({ key }) => key)).toEqual(["r0", "c1", "c3", "new", "c0", "c2"]));
  it("a regime's evidence is that of its conditions", () => expect(findings.find(({ key }) => key === "r0")?.evidence.map(({ page }) => page)).toEqual([2, 5]));
});

describe("steps", () => {
  const at = (key: string | undefined) => key;
  it("from nowhere to the first", () => expect(step(order, at(undefined), 1)?.key).toBe("r0"));
  it("ends at the last", () => expect(step(order, at("c2"), 1)).toBeUndefined());
  it("undecided: a comment alone decides nothing", () => expect(nextUndecided(order, at("c0"))?.key).toBe("c2"));
  it("undecided: begins again after the last", () => expect(nextUndecided(order, at("c2"))?.key).toBe("r0"));
  it("filters keep the selected one", () => {
    const shown = inOrder(shownSections(sections, "undecided", "new")).map(({ key }) => key);
    expect(shown).toEqual(["r0", "c1", "c3", "new", "c0", "c2"]);
    expect(inOrder(shownSections(sections, "undecided", undefined)).map(({ key }) => key)).not.toContain("new");
    expect(isShown(findings[2]!, "comments")).toBe(true);
  });
});

describe("marks", () => {
  const words = wordsIn("en");
  it("one a piece of evidence; a regime's only while it is selected", () => {
    expect(marksOf(words, findings, undefined).map(({ id }) => id)).toEqual(["c0/0", "c1/0", "c1/1", "c2/0", "c3/0"]);
    expect(marksOf(words, findings, "r0").map(({ id }) => id)).toContain("r0/1");
  });
  it("there and back", () => expect(parseMarkId(markId("a/b", 3))).toEqual({ key: "a/b", place: 3 }));
});
