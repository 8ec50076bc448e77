// The figures and holdings that a sentence of the engine names, so that a page in another language than
// the sentence's says them in its own words. Those of the brief that stand at the places which the
// sentence rests on and whose number it prints; of a sentence that is worded anew, perhaps none.
import type { Evidence, Holder, ReviewBrief, UserCount } from "../gen/filing_review/v1/brief_pb";
import { FindingKind } from "../gen/filing_review/v1/desk_service_pb";

export type Named = { kind: FindingKind.USER_COUNT; value: UserCount } | { kind: FindingKind.HOLDER; value: Holder };

// Mentions of one fact are named once.
function factOf({ value }: Named): string {
  const what = "metric" in value ? `${value.metric} ${value.value} ${value.asOf ?? ""}` : `${value.name} ${value.percent ?? ""}`;
  return `${value.factId} ${what}`;
}

function placeOf({ document, page, quote }: Evidence): string {
  return `${document}\n${page}\n${quote}`;
}

// True where the number stands in the sentence by itself, not as a part of another one.
function prints(sentence: string, number: string): boolean {
  const at = sentence.indexOf(number);
  if (at < 0) return false;
  const [before, after] = [sentence.slice(0, at), sentence.slice(at + number.length)];
  return (!/[\d.,]$/.test(before) && !/^(?:\d|[.,]\d)/.test(after)) || prints(after, number);
}

// The engine writes 26,400,000, and percents with two digits or as few as it takes.
function isNamed(sentence: string, named: Named): boolean {
  if (named.kind === FindingKind.USER_COUNT) return prints(sentence, named.value.value.toLocaleString("en-US"));
  const { name, percent, votesPercent } = named.value;
  const numbers = [percent, votesPercent].flatMap((number) => (number === undefined ? [] : [number.toFixed(2), String(number)]));
  return name !== "" && sentence.includes(name) && numbers.some((number) => prints(sentence, number));
}

// `evidence`: what the sentence rests on.
export function namedIn(brief: ReviewBrief): (sentence: string, evidence: readonly Evidence[]) => Named[] {
  const at = new Map<string, Named[]>();
  const all: readonly Named[] = [
    ...brief.userCounts.map((value): Named => ({ kind: FindingKind.USER_COUNT, value })),
    ...brief.holders.map((value): Named => ({ kind: FindingKind.HOLDER, value })),
  ];
  for (const named of all) {
    for (const place of new Set(named.value.evidence.map(placeOf))) at.set(place, [...(at.get(place) ?? []), named]);
  }
  return (sentence, evidence) => {
    const found = new Map<string, Named>();
    for (const place of evidence.map(placeOf)) {
      for (const named of at.get(place) ?? []) {
        if (isNamed(sentence, named) && !found.has(factOf(named))) found.set(factOf(named), named);
      }
    }
    return [...found.values()];
  };
}
