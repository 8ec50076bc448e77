// A logarithmic axis of numbers of persons.

// The lines that the regimes draw; words in words.tsv, map.threshold.N.
export const THRESHOLDS = [100_000, 1_000_000, 10_000_000] as const;
export const LINE = 1_000_000;

// Place of `value` on an axis from `from` to `to`, 0 to 1; what lies outside stands at the end.
export function logPlace(value: number, from: number, to: number): number {
  const place = Math.log(Math.max(value, 1) / from) / Math.log(to / from);
  return Math.min(1, Math.max(0, place));
}

// Powers of ten from the one at or below the least to the one at or above the largest of `values`,
// with all the lines inside.
export function logRange(values: readonly number[]): { from: number; to: number } {
  const all = [...values.filter((value) => value > 0), THRESHOLDS[0], THRESHOLDS[2]];
  return {
    from: 10 ** Math.floor(Math.log10(Math.min(...all)) - 1e-9),
    to: 10 ** Math.ceil(Math.log10(Math.max(...all)) + 1e-9),
  };
}

export function powersOfTen(from: number, to: number): number[] {
  const powers: number[] = [];
  for (let power = from; power <= to * 1.0001; power *= 10) powers.push(Math.round(power));
  return powers;
}

// The end of a date of the brief (YYYY, YYYYQn, YYYY-MM, YYYY-MM-DD) as a year with fraction; dates
// are ends of periods. Undefined where it has another form.
export function yearOf(date: string): number | undefined {
  const quarter = /^(\d{4})Q([1-4])$/.exec(date);
  if (quarter) return Number(quarter[1]) + Number(quarter[2]) / 4;
  const day = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (!day) return undefined;
  if (day[2] === undefined) return Number(day[1]) + 1;
  const months = Number(day[2]) - 1 + (day[3] === undefined ? 1 : Number(day[3]) / 31);
  return Number(day[1]) + months / 12;
}

// Of a label: pixels of a letter and of a Chinese character, its height, and how near a dot may come.
const LETTER = 6;
const CHARACTER = 11;
const LABEL_HEIGHT = 11;
const DOT = 6;

// Where between `from` and `to` a label that stands on the height `y` begins, so that the fewest dots
// lie over it; the rightmost such place, where an issuer's own figures are seldom.
export function freePlace(label: string, y: number, dots: readonly { x: number; y: number }[], from: number, to: number): number {
  const width = [...label].reduce((sum, letter) => sum + (letter > "\u2e7f" ? CHARACTER : LETTER), 0);
  const over = dots.filter((dot) => dot.y > y - LABEL_HEIGHT - DOT && dot.y < y + DOT);
  const last = Math.max(from, to - width);
  let best = last;
  let fewest = Infinity;
  for (let x = last; x >= from; x -= DOT) {
    const count = over.filter((dot) => dot.x > x - DOT && dot.x < x + width + DOT).length;
    if (count < fewest) [best, fewest] = [x, count];
  }
  return best;
}
