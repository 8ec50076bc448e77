// What the brief says of each page of a document: not read, recognised from its picture, doubtful.

import type { PageRef, ViewerCoverage } from "./types";

/** What the brief says of a page. `unread` and `doubtful` are its reason codes. */
export interface PageCondition {
  unread?: string;
  doubtful?: string;
  fromOcr?: boolean;
}

/** By page number; a page that is not in it was read and raises no doubt. */
export function conditionsOf(coverage: ViewerCoverage, document: string): Map<number, PageCondition> {
  const pages = new Map<number, PageCondition>();
  const of = (number: number): PageCondition => {
    const before = pages.get(number) ?? {};
    pages.set(number, before);
    return before;
  };
  const own = <T extends PageRef>(list: readonly T[]) => list.filter((entry) => entry.document === document);
  for (const entry of own(coverage.unread)) of(entry.page).unread = entry.reason;
  for (const entry of own(coverage.fromOcr)) of(entry.page).fromOcr = true;
  for (const entry of own(coverage.doubtful)) of(entry.page).doubtful = entry.reason;
  return pages;
}
