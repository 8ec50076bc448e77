// Numbers of persons: written for readers of a language, and read from what a reviewer types.
import type { Language } from "./language";

// 26,400,000 in the reader's language.
export function exact(language: Language, value: bigint | number): string {
  return new Intl.NumberFormat(language).format(value);
}

// 26.4 million, 2640万, 2640萬.
export function compact(language: Language, value: bigint | number): string {
  return new Intl.NumberFormat(language, {
    notation: "compact",
    compactDisplay: "long",
    maximumSignificantDigits: 4,
  }).format(value);
}

// 26.4M, 2640万: for the ticks of an axis.
export function tick(language: Language, value: number): string {
  return new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 4 }).format(value);
}

export function percent(language: Language, value: number): string {
  return new Intl.NumberFormat(language, {
    style: "percent",
    maximumFractionDigits: 2,
  }).format(value / 100);
}

export function bytes(language: Language, value: number): string {
  const [unit, scale] = value < 1e6 ? (["kilobyte", 1e3] as const) : (["megabyte", 1e6] as const);
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit,
    maximumFractionDigits: value < 1e7 ? 1 : 0,
  }).format(value / scale);
}

// Decimal exponents of the units, the longer words first.
const UNITS: readonly (readonly [string, number])[] = [
  ["trillion", 12],
  ["billion", 9],
  ["million", 6],
  ["thousand", 3],
  ["hundred", 2],
  ["bn", 9],
  ["mn", 6],
  ["k", 3],
  ["m", 6],
  ["b", 9],
  ["万亿", 12],
  ["萬億", 12],
  ["百万", 6],
  ["百萬", 6],
  ["千万", 7],
  ["千萬", 7],
  ["百億", 10],
  ["百亿", 10],
  ["亿", 8],
  ["億", 8],
  ["万", 4],
  ["萬", 4],
  ["千", 3],
  ["百", 2],
];

// A whole number as people write it (26,400,000; 26.4 million; 2,640万; full-width digits too);
// undefined where it is none. Exact: no floating point.
export function parseCount(text: string): bigint | undefined {
  let rest = text.normalize("NFKC").toLowerCase().replace(/[\s,_']/g, "");
  let exponent = 0;
  for (const [unit, power] of UNITS) {
    if (rest.endsWith(unit)) {
      rest = rest.slice(0, -unit.length);
      exponent = power;
      break;
    }
  }
  const match = /^(\d{1,18})(?:\.(\d{1,12}))?$/.exec(rest);
  if (!match) return undefined;
  const fraction = match[2] ?? "";
  if (fraction.replace(/0+$/, "").length > exponent) return undefined;
  const digits = `${match[1]}${fraction.slice(0, exponent).padEnd(exponent, "0")}`;
  const value = BigInt(digits);
  return value <= 9_223_372_036_854_775_807n ? value : undefined;
}

// Forms of a date in the brief: YYYY, YYYYQn, YYYY-MM or YYYY-MM-DD.
const DATE = /^\d{4}(?:Q[1-4]|-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;
export function isBriefDate(text: string): boolean {
  return DATE.test(text);
}
