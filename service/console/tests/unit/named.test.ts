// What sentences of the engine name, on the briefs of the sample filings.
import { readdirSync, readFileSync } from "node:fs";
import { create, fromJson, type JsonValue } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { describeLine } from "../../src/brief/describe";
import { namedIn, type Named } from "../../src/brief/named";
import { Attribution, ReviewBriefSchema, type ReviewBrief } from "../../src/gen/filing_review/v1/brief_pb";
import { FindingKind } from "../../src/gen/filing_review/v1/desk_service_pb";
import { wordsIn } from "../../src/i18n/I18n";

const GOLDEN = new URL("../../../../tests/golden/", import.meta.url);
type Plain = Readonly<Record<string, unknown>>;

// Renderings write enums by their short names, which protobuf does not read: the fields that count here.
function briefOf(rendering: Record<string, Plain[] | undefined>): ReviewBrief {
  const places = (of: Plain): Plain => ({ evidence: (of.evidence as Plain[] | undefined ?? []).map(({ document, page, quote }) => ({ document, page, quote })) });
  const pick = (list: Plain[] | undefined, ...fields: string[]): JsonValue[] =>
    (list ?? []).map((of) => ({ ...Object.fromEntries(fields.filter((field) => field in of).map((field) => [field, of[field]])), ...places(of) }) as JsonValue);
  return fromJson(ReviewBriefSchema, {
    userCounts: pick(rendering.userCounts, "factId", "metric", "value", "subject", "asOf"),
    holders: pick(rendering.holders, "factId", "name", "percent", "votesPercent"),
    conflicts: pick(rendering.conflicts, "kind", "explanation"),
    assessments: (rendering.assessments ?? []).map(({ regime, conditions }) => ({
      regime: String(regime),
      conditions: pick(conditions as Plain[], "condition", "explanation"),
    })),
  });
}

const briefs = new Map(
  readdirSync(GOLDEN)
    .filter((name) => name.endsWith(".json"))
    .map((name): [string, ReviewBrief] => [name, briefOf(JSON.parse(readFileSync(new URL(name, GOLDEN), "utf8")) as Record<string, Plain[]>)]),
);

function values(named: readonly Named[]): string[] {
  return named.map((one) => (one.kind === FindingKind.USER_COUNT ? String(one.value.value) : `${one.value.name} ${one.value.percent ?? ""}`));
}

describe("sentences of the sample filings", () => {
  it("both figures of a conflict between figures are named, and each of those that contradict a statement", () => {
    const found = [...briefs].flatMap(([name, brief]) =>
      brief.conflicts
        .filter(({ kind }) => kind === "DIFFERENT_FIGURES" || kind === "STATEMENT_CONTRADICTS_FIGURE")
        .map(({ explanation, evidence }) => [name.slice(0, 11), values(namedIn(brief)(explanation, evidence)).sort()]),
    );
    expect(found).toEqual([
      ["2022_cinder", ["14655000"]],
      ["2022_cinder", ["4120000", "4210000"]],
      ["2023_brindl", ["2368000", "2386000"]],
      ["2023_yuya_f", ["124300"]],
      ["2024_shijiu", ["6127000", "6172000"]],
      ["2025_xingch", ["61800", "68100"]],
    ]);
  });

  it("a condition that rests on a number names that one and no other", () => {
    let conditions = 0;
    for (const brief of briefs.values()) {
      const namedBy = namedIn(brief);
      for (const { explanation, evidence } of brief.assessments.flatMap((assessment) => assessment.conditions)) {
        const given = /^The filing gives (?:\D*)([\d,]+) /.exec(explanation)?.[1];
        const holder = /the largest has ([\d.]+) % \((.+)\)\.$/.exec(explanation);
        if (given !== undefined) expect(values(namedBy(explanation, evidence))).toEqual([given.replaceAll(",", "")]);
        else if (holder) expect(values(namedBy(explanation, evidence))).toEqual([`${holder[2]} ${Number(holder[1])}`]);
        else expect(namedBy(explanation, evidence), explanation).toEqual([]);
        conditions += Number(given !== undefined || holder !== null);
      }
    }
    expect(conditions).toBeGreaterThan(20);
  });
});

describe("a conflict in a line", () => {
  const brief = create(ReviewBriefSchema, {
    userCounts: [
      { factId: "a", metric: "MAU", attribution: Attribution.ISSUER, value: 6_127_000n, subject: "拾旧", asOf: "2023", evidence: [{ page: 5, quote: "x" }] },
      { factId: "a", metric: "MAU", attribution: Attribution.ISSUER, value: 6_127_000n, subject: "拾旧", asOf: "2023", evidence: [{ page: 9, quote: "z" }] },
      { factId: "b", metric: "MAU", attribution: Attribution.ISSUER, value: 6_172_000n, subject: "拾旧", asOf: "2023", evidence: [{ page: 8, quote: "y" }] },
      { factId: "c", metric: "MAU", attribution: Attribution.ISSUER, value: 127_000n, evidence: [{ page: 5, quote: "x" }] },
    ],
    conflicts: [
      { kind: "DIFFERENT_FIGURES", explanation: "It gives 6,127,000 on page 5 and 6,172,000 on page 8.", evidence: [{ page: 5, quote: "x" }, { page: 9, quote: "z" }, { page: 8, quote: "y" }] },
      { kind: "TOTALS_DISAGREE", explanation: "The rows add up to 6; the total is 7.", evidence: [{ page: 3, quote: "6" }, { page: 3, quote: "7" }, { page: 4, quote: "7" }] },
    ],
  });
  const lines = (language: "en" | "zh-Hans" | "zh-Hant"): string[] =>
    brief.conflicts.map((value) =>
      describeLine(wordsIn(language), { kind: FindingKind.CONFLICT, value, named: namedIn(brief)(value.explanation, value.evidence) }),
    );
  it("is the engine's sentence in English", () => {
    expect(lines("en")).toEqual([
      "Different figures · It gives 6,127,000 on page 5 and 6,172,000 on page 8.",
      "Totals disagree · The rows add up to 6; the total is 7.",
    ]);
  });
  it("is what it names in Chinese, to the last digit, or else where it is", () => {
    expect(lines("zh-Hans")).toEqual([
      "数字不一致 · 6,127,000 月活跃用户 · 拾旧 · 2023；6,172,000 月活跃用户 · 拾旧 · 2023",
      "合计不一致 · 第 3 页；第 4 页",
    ]);
    for (const line of lines("zh-Hant")) expect(line).not.toMatch(/[a-z]{3}/i);
  });
});
