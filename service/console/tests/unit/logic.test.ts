import { describe, expect, it } from "vitest";
import { POLL_ACTIVE_MS, POLL_FAILED_MAX_MS, POLL_HIDDEN_MS, POLL_IDLE_MS, pollDelay } from "../../src/api/poll";
import { requestIdOf, sha256Of } from "../../src/api/upload";
import { addressOf, parsePlace } from "../../src/app/router";
import { changedFields, draftOf, errorsOf, valuesOfDraft } from "../../src/decisions/fields";
import { FindingKind } from "../../src/gen/filing_review/v1/desk_service_pb";
import { freePlace, logPlace, logRange, powersOfTen, yearOf } from "../../src/plots/scale";

describe("pollDelay", () => {
  it("often while something moves", () => expect(pollDelay(true, false, 0)).toBe(POLL_ACTIVE_MS));
  it("less often else", () => expect(pollDelay(false, false, 0)).toBe(POLL_IDLE_MS));
  it("seldom while hidden", () => expect(pollDelay(true, true, 0)).toBe(POLL_HIDDEN_MS));
  it("ever more seldom without an answer, to a limit", () => {
    expect(pollDelay(true, false, 2)).toBe(POLL_ACTIVE_MS * 4);
    expect(pollDelay(true, false, 50)).toBe(POLL_FAILED_MAX_MS);
  });
});

describe("places", () => {
  it.each(["#/", "#/filings/abc", "#/filings/abc?finding=0123456789abcdef"])("%s", (address) => expect(addressOf(parsePlace(address))).toBe(address));
  it("nowhere", () => expect(parsePlace("#/filings/a/b").at).toBe("nowhere"));
});

describe("upload", () => {
  it("SHA-256", async () => {
    const steps: number[] = [];
    // FIPS 180-2, appendix B.1.
    expect(await sha256Of(new Blob(["abc"]), (done) => steps.push(done), new AbortController().signal)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(steps).toEqual([3]);
  });
  it("the same file and name give the same upload, in the form that the server takes", () => {
    expect(requestIdOf("a".repeat(64), "年报.pdf")).toBe(requestIdOf("a".repeat(64), "年报.pdf"));
    expect(requestIdOf("a".repeat(64), "年报.pdf")).not.toBe(requestIdOf("a".repeat(64), "x.pdf"));
    expect(requestIdOf("a".repeat(64), "年报.pdf")).toMatch(/^[A-Za-z0-9-]{1,64}$/);
  });
});

describe("the form of a correction", () => {
  const kind = FindingKind.USER_COUNT as const;
  const before = { value: 5_000n, bound: 1, metric: "MAU", attribution: 1, subject: "", region: 6, asOf: "2023" };
  it("says what is wrong, field by field", () =>
    expect(errorsOf(kind, { ...draftOf(kind, before), value: "many", asOf: "soon", metric: "" })).toEqual({ value: "field.number.bad", asOf: "field.date.bad", metric: "field.required" }));
  it("an unchanged one has no change", () => expect(changedFields(kind, before, draftOf(kind, before))).toEqual([]));
  it("changes come back as the contract's types", () => {
    const draft = { ...draftOf(kind, before), value: "1.2亿", asOf: "" };
    expect(errorsOf(kind, draft)).toEqual({});
    expect(changedFields(kind, before, draft)).toEqual(["value", "asOf"]);
    expect(valuesOfDraft(kind, draft)).toMatchObject({ value: 120_000_000n, asOf: undefined, bound: 1, metric: "MAU", upperValue: undefined });
  });
  it("a range has two ends in order", () => {
    const range = (more: object) => ({ ...draftOf(kind, before), ...more });
    expect(errorsOf(kind, range({ bound: "7" }))).toEqual({ upperValue: "field.required" });
    expect(errorsOf(kind, range({ value: "5", upperValue: "4" }))).toEqual({ upperValue: "field.range.bad" });
    expect(valuesOfDraft(kind, range({ value: "5", upperValue: "9" }))).toMatchObject({ value: 5n, upperValue: 9n, bound: 7 });
  });
  it("a place is two letters", () => {
    const holder = FindingKind.HOLDER as const;
    expect(errorsOf(holder, { name: "A", jurisdiction: "Singapore" })).toEqual({ jurisdiction: "field.country.bad" });
    expect(valuesOfDraft(holder, { name: "A", jurisdiction: "sg" })).toMatchObject({ jurisdiction: "SG" });
  });
  it("percentages", () => {
    const holder = FindingKind.HOLDER as const;
    expect(errorsOf(holder, { name: "A", percent: "101" })).toEqual({ percent: "field.percent.bad" });
    expect(valuesOfDraft(holder, { name: " A ", percent: "12.8%" })).toMatchObject({ name: "A", percent: 12.8 });
  });
});

describe("the axis of numbers", () => {
  it("a line for each power, the regimes' lines inside", () => {
    expect(logRange([])).toEqual({ from: 10_000, to: 100_000_000 });
    expect(logRange([3, 377_000_000])).toEqual({ from: 1, to: 1_000_000_000 });
    expect(powersOfTen(1000, 100_000)).toEqual([1000, 10_000, 100_000]);
  });
  it("places", () => {
    expect(logPlace(1_000_000, 10_000, 100_000_000)).toBeCloseTo(0.5);
    expect(logPlace(1, 10_000, 100_000_000)).toBe(0);
    expect(logPlace(0, 10_000, 100_000_000)).toBe(0);
  });
  it.each([
    ["2023", 2024],
    ["2023Q2", 2023.5],
    ["2023-06", 2023.5],
    ["2023-12-31", 2024],
  ])("a date is the end of its period: %s", (date, year) => expect(yearOf(date)).toBeCloseTo(year));
  it("another form has no place", () => expect(yearOf("soon")).toBeUndefined());
  it("a label goes where the fewest dots lie over it, rather to the right", () => {
    const dots = (...xs: number[]): { x: number; y: number }[] => xs.map((x) => ({ x, y: 100 }));
    // Ten letters are 60 wide.
    expect(freePlace("ten letter", 104, [], 0, 200)).toBe(140);
    expect(freePlace("十个", 104, [], 0, 200)).toBe(178);
    expect(freePlace("ten letter", 104, dots(10, 150), 0, 200)).toBe(80);
    // Dots on other heights do not count.
    expect(freePlace("ten letter", 160, dots(150), 0, 200)).toBe(140);
    // A label wider than the plot begins at its left.
    expect(freePlace("ten letter", 104, dots(5), 0, 30)).toBe(0);
  });
});
