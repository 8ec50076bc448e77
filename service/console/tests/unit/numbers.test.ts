import { describe, expect, it } from "vitest";
import { compact, isBriefDate, parseCount } from "../../src/i18n/numbers";

describe("parseCount", () => {
  it.each([
    ["26,400,000", 26_400_000n],
    ["26.4 million", 26_400_000n],
    ["2,640万", 26_400_000n],
    ["2640萬", 26_400_000n],
    ["1.2亿", 120_000_000n],
    ["１．２億", 120_000_000n],
    ["3.77億", 377_000_000n],
    ["1万亿", 1_000_000_000_000n],
    ["12百万", 12_000_000n],
    ["377m", 377_000_000n],
    ["1.5 bn", 1_500_000_000n],
    ["0", 0n],
    // Beyond what a floating point number holds exactly.
    ["9007199254740993", 9_007_199_254_740_993n],
  ])("reads %s", (text, value) => expect(parseCount(text)).toBe(value));

  it.each(["", "about a million", "1.5", "1.23456万", "-3", "1e6", "99999999999999999999", "万"])("does not read %j", (text) =>
    expect(parseCount(text)).toBeUndefined(),
  );
});

describe("compact", () => {
  it.each([
    ["en", "26.4 million"],
    ["zh-Hans", "2640万"],
    ["zh-Hant", "2640萬"],
  ] as const)("%s", (language, text) => expect(compact(language, 26_400_000n)).toBe(text));
});

describe("isBriefDate", () => {
  it.each(["2023", "2023Q4", "2023-09", "2023-09-30"])("takes %s", (text) => expect(isBriefDate(text)).toBe(true));
  it.each(["", "2023Q5", "2023-13", "2023-09-32", "30.9.2023", "2023-9"])("refuses %j", (text) => expect(isBriefDate(text)).toBe(false));
});
