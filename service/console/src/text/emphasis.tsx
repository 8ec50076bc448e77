// A text with some of its words set off. Where it has them in the other Chinese script they are not.
import type { ReactNode } from "react";

export function wordsOf(query: string): string[] {
  return query.split(/\s+/).filter((word) => word !== "");
}

export function emphasised(text: string, words: readonly string[]): ReactNode {
  const present = words.filter((word) => word !== "");
  if (present.length === 0) return text;
  const pattern = new RegExp(`(${present.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "gi");
  return text.split(pattern).map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part));
}
