// Which finding is selected, and the steps from it to others. Steps do not decide anything.
import { isDecided, type Finding, type Row, type Section, type SectionId } from "./findings";

export interface Selection {
  key: string;
  // Which piece of its evidence.
  place: number;
}

export type Show = "all" | "undecided" | "decided" | "comments";

export function isShown(finding: Finding, show: Show): boolean {
  switch (show) {
    case "all":
      return true;
    case "undecided":
      return !isDecided(finding);
    case "decided":
      return isDecided(finding);
    case "comments":
      return (finding.decision?.comment ?? "") !== "";
  }
}

// Rows with something to show; the selected finding's stays, so that a decision does not make it vanish
// from under its reviewer.
export function shownSections(sections: readonly Section[], show: Show, selected: string | undefined): Section[] {
  if (show === "all") return [...sections];
  const keep = (row: Row): boolean => row.places.some((place) => place.key === selected || isShown(place, show));
  return sections.map((section) => ({
    ...section,
    groups: section.groups
      .map((group) => ({ ...group, rows: group.rows.filter(keep) }))
      .filter((group) => group.rows.length > 0),
  }));
}

// The finding `by` steps from the selected one among those that `wanted` takes; from the start where
// none is selected. Undefined at the end.
export function step(
  order: readonly Finding[],
  selected: string | undefined,
  by: 1 | -1,
  wanted: (finding: Finding) => boolean = () => true,
): Finding | undefined {
  const at = order.findIndex((finding) => finding.key === selected);
  const start = at < 0 ? (by > 0 ? 0 : order.length - 1) : at + by;
  for (let next = start; next >= 0 && next < order.length; next += by) {
    const finding = order[next];
    if (finding && wanted(finding)) return finding;
  }
  return undefined;
}

// The next undecided finding after the selected one, from the start again after the last.
export function nextUndecided(order: readonly Finding[], selected: string | undefined): Finding | undefined {
  const open = (finding: Finding): boolean => finding.key !== selected && !isDecided(finding);
  return step(order, selected, 1, open) ?? order.find(open);
}

export function firstOf(sections: readonly Section[], id: SectionId): Finding | undefined {
  return sections.find((section) => section.id === id)?.groups[0]?.rows[0]?.places[0];
}
