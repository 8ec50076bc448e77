// The keys of a filing's page.
import { useShortcuts, type Handlers } from "../app/shortcuts";
import { isDecided, SECTION_IDS, type Finding, type SectionId } from "./findings";
import { nextUndecided, step, type Selection, type Show } from "./selection";
import type { Findings } from "./useFindings";

interface Options {
  findings: Findings;
  selection: Selection | undefined;
  select: (selection: Selection) => void;
  selectFinding: (finding: Finding | undefined) => void;
  onShow: (change: (now: Show) => Show) => void;
  toSection: (section: SectionId) => void;
  // Shows the selected place in the filing.
  showPlace: (selection: Selection) => void;
  // What has buttons, too.
  actions: Handlers;
}

export function useBriefKeys(options: Options): void {
  const { findings, selection, select, selectFinding, onShow, toSection, showPlace, actions } = options;
  const { order, current } = findings;
  const key = selection?.key;
  useShortcuts("brief", {
    ...actions,
    next: () => selectFinding(step(order, key, 1)),
    previous: () => selectFinding(step(order, key, -1)),
    nextOpen: () => selectFinding(nextUndecided(order, key)),
    previousOpen: () => selectFinding(step(order, key, -1, (finding) => !isDecided(finding))),
    nextPlace: () => {
      if (current && selection && current.evidence.length > 0) {
        select({ key: current.key, place: (selection.place + 1) % current.evidence.length });
      }
    },
    show: () => selection && showPlace(selection),
    filter: () => onShow((now) => (now === "all" ? "undecided" : "all")),
    sections: (event) => {
      const section = SECTION_IDS[Number(event.key) - 1];
      if (section) toSection(section);
    },
  });
}
