// Marks in order and by page, and what a click means where several lie over each other.

import { area, contains, type Point } from "./geometry";
import type { ViewerMark } from "./types";

/** Top of the first box; marks without boxes come first on their page. */
function topOf(mark: ViewerMark): number {
  return mark.boxes[0]?.y0 ?? -1;
}

/** Marks of a document in reading order. */
export function inReadingOrder(marks: readonly ViewerMark[], document: string): ViewerMark[] {
  return marks
    .filter((mark) => mark.document === document)
    .sort((a, b) => a.page - b.page || topOf(a) - topOf(b) || (a.boxes[0]?.x0 ?? 0) - (b.boxes[0]?.x0 ?? 0));
}

export function byPage(ordered: readonly ViewerMark[]): Map<number, ViewerMark[]> {
  const pages = new Map<number, ViewerMark[]>();
  for (const mark of ordered) {
    const list = pages.get(mark.page);
    if (list) list.push(mark);
    else pages.set(mark.page, [mark]);
  }
  return pages;
}

/**
 * The mark that a click on a spot means: the smallest there (a figure inside its sentence); where one of
 * several is selected already, the next of them.
 */
export function markAt(marks: readonly ViewerMark[], spot: Point, selectedId?: string): ViewerMark | undefined {
  const there = marks
    .filter((mark) => mark.boxes.some((box) => contains(box, spot)))
    .sort((a, b) => area(a.boxes) - area(b.boxes));
  const selected = there.findIndex((mark) => mark.id === selectedId);
  return there[(selected + 1) % Math.max(1, there.length)];
}

/** Next or previous mark from the selected one, else from a page on. */
export function markBeside(
  ordered: readonly ViewerMark[],
  selectedId: string | undefined,
  page: number,
  direction: 1 | -1,
): ViewerMark | undefined {
  const placed = ordered.filter((mark) => mark.boxes.length > 0);
  const at = placed.findIndex((mark) => mark.id === selectedId);
  if (at >= 0) return placed[at + direction];
  return direction > 0 ? placed.find((mark) => mark.page >= page) : placed.findLast((mark) => mark.page <= page);
}
