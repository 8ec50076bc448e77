// Words for values of the brief, from service/render/words.tsv (src/gen/words.ts).
import { WORDS } from "../gen/words";
import type { Language } from "./language";

// The words of `key`; English where the language has none; undefined where the file has no such line.
function line(language: Language, key: string): string | undefined {
  return WORDS[language]?.[key] ?? WORDS.en?.[key];
}

// The words for a value of a vocabulary ("metric", "MAU"); a value without a line is shown as its
// identifier with spaces.
export function wordOf(language: Language, vocabulary: string, value: string): string {
  return line(language, `${vocabulary}.${value}`) ?? value.replaceAll("_", " ");
}

export function phrase(language: Language, key: string): string {
  return line(language, key) ?? key;
}

// Values of a vocabulary in the file's order.
export function valuesOf(vocabulary: string): string[] {
  const prefix = `${vocabulary}.`;
  return Object.keys(WORDS.en ?? {})
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((value) => value !== "UNSPECIFIED");
}
