// The findings of a filing as its page shows them, and what follows from the one that is selected.
import { useMemo } from "react";
import type { ReviewBrief } from "../gen/filing_review/v1/brief_pb";
import type { Review } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import { valuesOf } from "../i18n/words";
import type { ViewerMark } from "../viewer/types";
import { findingsOf, inOrder, sectionsOf, type Finding, type Section, type SectionId } from "./findings";
import { marksOf } from "./marks";
import { shownSections, type Selection, type Show } from "./selection";

const GROUP_ORDER: Readonly<Partial<Record<SectionId, readonly string[]>>> = {
  figures: ["ISSUER", "INDUSTRY", "OTHER_COMPANY", "REGULATION", "TARGET"],
  disclosures: valuesOf("category"),
};

export interface Findings {
  all: readonly Finding[];
  // Those that are shown, in sections and in the order of reading.
  sections: readonly Section[];
  order: readonly Finding[];
  // The selected one, and all places of its fact.
  current: Finding | undefined;
  places: readonly Finding[];
  marks: readonly ViewerMark[];
}

const NONE: readonly Finding[] = [];

export function useFindings(brief: ReviewBrief | undefined, review: Review | undefined, selection: Selection | undefined, show: Show): Findings {
  const i18n = useI18n();
  const key = selection?.key;
  const all = useMemo(() => (brief && review ? findingsOf(brief, review) : NONE), [brief, review]);
  const whole = useMemo(() => sectionsOf(all, (section) => GROUP_ORDER[section] ?? []), [all]);
  const sections = useMemo(() => shownSections(whole, show, key), [whole, show, key]);
  const order = useMemo(() => inOrder(sections), [sections]);
  const current = useMemo(() => all.find((finding) => finding.key === key), [all, key]);
  const places = useMemo(() => {
    const rows = whole.flatMap((section) => section.groups.flatMap((group) => group.rows));
    return rows.find((row) => row.places.some((place) => place.key === key))?.places ?? NONE;
  }, [whole, key]);
  const marks = useMemo(() => marksOf(i18n, all, key), [i18n, all, key]);
  return { all, sections, order, current, places, marks };
}
