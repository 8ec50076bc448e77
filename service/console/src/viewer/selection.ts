// Selecting text by the server's characters: from a spot of the page to a character, from two
// characters to the quote and its boxes. The browser's own text layer takes no part: its text differs.

import type { Point } from "./geometry";
import type { Box, PageText, PageTextLine } from "./types";

/** A gap between characters: before character `at` (code points) of line `line`. */
export interface Caret {
  line: number;
  at: number;
}

export interface SelectedText {
  quote: string;
  boxes: Box[];
}

export function compareCarets(a: Caret, b: Caret): number {
  return a.line - b.line || a.at - b.at;
}

const codePointsOf = new WeakMap<PageTextLine, string[]>();

/** Characters of a line as the contract counts them: code points. */
export function codePoints(line: PageTextLine): string[] {
  let points = codePointsOf.get(line);
  if (!points) {
    points = Array.from(line.text);
    codePointsOf.set(line, points);
  }
  return points;
}

function left(line: PageTextLine, at: number): number {
  return line.xEdges[2 * at] ?? 0;
}

function right(line: PageTextLine, at: number): number {
  return line.xEdges[2 * at + 1] ?? left(line, at);
}

/** Sides of characters [from, to) of a line; undefined where there are none. */
export function lineBox(line: PageTextLine, from: number, to: number): Box | undefined {
  let x0 = Infinity;
  let x1 = -Infinity;
  const points = codePoints(line);
  for (let at = from; at < to; ++at) {
    if (points[at]?.trim() === "") continue;
    x0 = Math.min(x0, left(line, at));
    x1 = Math.max(x1, right(line, at));
  }
  return x0 < x1 ? { x0, y0: line.y0, x1, y1: line.y1 } : undefined;
}

/** The caret nearest to a spot of the page (points): of the nearest line, the nearest gap. */
export function caretAt(text: PageText, spot: Point): Caret | undefined {
  let best: Caret | undefined;
  let bestDistance = Infinity;
  text.lines.forEach((line, index) => {
    const box = lineBox(line, 0, codePoints(line).length);
    if (!box) return;
    const dx = Math.max(box.x0 - spot.x, 0, spot.x - box.x1);
    const dy = Math.max(box.y0 - spot.y, 0, spot.y - box.y1);
    // A spot beside a line means that line, not one that is nearer but above or below.
    const distance = dx + 20 * dy;
    if (distance < bestDistance) {
      bestDistance = distance;
      best = { line: index, at: gapAt(line, spot.x) };
    }
  });
  return best;
}

function gapAt(line: PageTextLine, x: number): number {
  const count = codePoints(line).length;
  let best = 0;
  let bestDistance = Infinity;
  for (let at = 0; at <= count; ++at) {
    const edge = at < count ? left(line, at) : right(line, count - 1);
    const distance = Math.abs(edge - x);
    if (distance < bestDistance) {
      bestDistance = distance;
      best = at;
    }
  }
  return best;
}

/** As the reader joins lines (classify/passage_writer.cc): nothing next to a Chinese character. */
function isCjk(character: string | undefined): boolean {
  const code = character?.codePointAt(0) ?? 0;
  return code >= 0x2e80 && code !== 0xfffd;
}

/** Text and boxes between two carets, in either order; undefined where nothing is between them. */
export function textBetween(text: PageText, a: Caret, b: Caret): SelectedText | undefined {
  const [from, to] = compareCarets(a, b) <= 0 ? [a, b] : [b, a];
  let quote = "";
  const boxes: Box[] = [];
  for (let index = from.line; index <= to.line; ++index) {
    const line = text.lines[index];
    if (!line) continue;
    const points = codePoints(line);
    const start = index === from.line ? from.at : 0;
    const end = index === to.line ? to.at : points.length;
    const box = lineBox(line, start, end);
    if (!box) continue;
    const piece = points.slice(start, end).join("").trim();
    if (quote && !isCjk(Array.from(quote).at(-1)) && !isCjk(piece)) quote += " ";
    quote += piece;
    boxes.push(box);
  }
  return quote ? { quote, boxes } : undefined;
}

/** Word around a caret: what a double click takes. Chinese by the browser's own dictionary. */
export function wordAt(text: PageText, caret: Caret): [Caret, Caret] | undefined {
  const line = text.lines[caret.line];
  if (!line) return undefined;
  let at = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(line.text)) {
    const end = at + Array.from(segment).length;
    if (caret.at < end || end === codePoints(line).length) {
      return [
        { line: caret.line, at },
        { line: caret.line, at: end },
      ];
    }
    at = end;
  }
  return undefined;
}

export function lineAt(text: PageText, caret: Caret): [Caret, Caret] | undefined {
  const line = text.lines[caret.line];
  return line && [
    { line: caret.line, at: 0 },
    { line: caret.line, at: codePoints(line).length },
  ];
}

export type CaretStep = "left" | "right" | "up" | "down" | "line-start" | "line-end" | "word-left" | "word-right";

/** Moves a caret by keyboard: over line ends, and up and down to the nearest line at the same x. */
export function moveCaret(text: PageText, caret: Caret, step: CaretStep): Caret {
  const line = text.lines[caret.line];
  if (!line) return caret;
  const count = codePoints(line).length;
  switch (step) {
    case "left":
      if (caret.at > 0) return { ...caret, at: caret.at - 1 };
      return caret.line > 0 ? lineEnd(text, caret.line - 1) : caret;
    case "right":
      if (caret.at < count) return { ...caret, at: caret.at + 1 };
      return caret.line + 1 < text.lines.length ? { line: caret.line + 1, at: 0 } : caret;
    case "line-start":
      return { ...caret, at: 0 };
    case "line-end":
      return { ...caret, at: count };
    case "word-left": {
      const before = moveCaret(text, caret, "left");
      return before.line === caret.line ? (wordAt(text, before)?.[0] ?? before) : before;
    }
    case "word-right":
      return caret.at < count ? (wordAt(text, caret)?.[1] ?? caret) : moveCaret(text, caret, "right");
    case "up":
    case "down":
      return verticalStep(text, caret, step === "down" ? 1 : -1);
  }
}

function lineEnd(text: PageText, line: number): Caret {
  const last = text.lines[line];
  return { line, at: last ? codePoints(last).length : 0 };
}

function verticalStep(text: PageText, caret: Caret, direction: 1 | -1): Caret {
  const line = text.lines[caret.line];
  if (!line) return caret;
  const x = caretX(line, caret.at);
  let best: Caret | undefined;
  let bestDistance = Infinity;
  text.lines.forEach((other, index) => {
    const ahead = direction * ((other.y0 + other.y1) / 2 - (line.y0 + line.y1) / 2);
    const height = Math.max(1, line.y1 - line.y0);
    // Pieces of the same printed line are left and right, not up or down.
    if (index === caret.line || ahead < height / 2) return;
    const box = lineBox(other, 0, codePoints(other).length);
    if (!box) return;
    const aside = Math.max(box.x0 - x, 0, x - box.x1);
    const distance = ahead + aside;
    if (distance < bestDistance) {
      bestDistance = distance;
      best = { line: index, at: gapAt(other, x) };
    }
  });
  return best ?? caret;
}

/** Where a caret is drawn, points. */
export function caretX(line: PageTextLine, at: number): number {
  return at < codePoints(line).length ? left(line, at) : right(line, codePoints(line).length - 1);
}

/** The character right of a caret, for a screen reader. */
export function characterAt(text: PageText, caret: Caret): string {
  const line = text.lines[caret.line];
  return (line && codePoints(line)[caret.at]) ?? "";
}
