// An outline out of the heading paths that evidence carries, for filings whose PDF has none.

import type { OutlineEntry } from "./types";

interface Node {
  title: string;
  page: number;
  children: Map<string, Node>;
}

/** `places` in page order; `section` is "A > B" as in Evidence. A heading's page is that of the first evidence below it. */
export function outlineOf(places: readonly { section: string; page: number }[]): OutlineEntry[] {
  const top = new Map<string, Node>();
  for (const { section, page } of [...places].sort((a, b) => a.page - b.page)) {
    let level = top;
    for (const title of section.split(" > ").filter(Boolean)) {
      let node = level.get(title);
      if (!node) level.set(title, (node = { title, page, children: new Map() }));
      level = node.children;
    }
  }
  const entries = (level: Map<string, Node>): OutlineEntry[] =>
    [...level.values()].map(({ title, page, children }) => ({ title, page, children: entries(children) }));
  return entries(top);
}
