// The brief: its headline, its plots, its sections, and what was searched.
import { NativeSelect } from "@mantine/core";
import type { ReviewBrief } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";
import type { Key } from "../i18n/en";
import { FiguresPlot } from "../plots/FiguresPlot";
import { OwnershipPlot } from "../plots/OwnershipPlot";
import { CoverageView } from "./CoverageView";
import { FactorsView } from "./FactorsView";
import { isDecided, type Finding, type Section, type SectionId } from "./findings";
import type { Actions } from "./FindingDetail";
import { Headline } from "./Headline";
import { SectionView } from "./SectionView";
import type { Selection, Show } from "./selection";

const SHOWS: readonly Show[] = ["all", "undecided", "decided", "comments"];

interface Props {
  brief: ReviewBrief;
  findings: readonly Finding[];
  sections: readonly Section[];
  selection: Selection | undefined;
  onSelect: (selection: Selection | undefined) => void;
  show: Show;
  onShow: (show: Show) => void;
  actions: Actions | undefined;
  onSection: (id: SectionId) => void;
  onFigure: (factId: string) => void;
  onPage: (document: string, page: number) => void;
}

function jump(id: string): void {
  document.getElementById(`section-${id}`)?.scrollIntoView({ block: "start" });
}

export function BriefPanel(props: Props): React.JSX.Element {
  const { brief, findings, sections, selection, onSelect, show, onShow, actions, onSection, onFigure, onPage } = props;
  const { t } = useI18n();
  return (
    <div className="brief">
      <nav className="section-nav" aria-label={t("brief.sections")}>
        {sections.map(({ id, groups }, at) => {
          const places = groups.flatMap((group) => group.rows.flatMap((row) => row.places));
          const open = places.filter((place) => !isDecided(place)).length;
          return (
            <button type="button" key={id} className="chip" title={String(at + 1)} onClick={() => onSection(id)}>
              {t(`section.${id}`)} <span className={open > 0 ? "chip-open" : "chip-done"}>{open > 0 ? open : places.length > 0 ? "✓" : "–"}</span>
            </button>
          );
        })}
        <NativeSelect
          size="xs"
          aria-label={t("brief.filter")}
          value={show}
          onChange={(event) => onShow(event.currentTarget.value as Show)}
          data={SHOWS.map((value) => ({ value, label: t(`brief.filter.${value}` as Key) }))}
        />
      </nav>
      <div className="brief-scroll" id="brief-scroll" tabIndex={-1}>
        <Headline brief={brief} onSection={onSection} onFigure={onFigure} onCoverage={() => jump("coverage")} />
        {sections.map((section) => {
          const mine = section.groups.some((group) => group.rows.some((row) => row.places.some((place) => place.key === selection?.key)));
          return (
            <SectionView
              key={section.id}
              section={section}
              selection={mine ? selection : undefined}
              onSelect={onSelect}
              actions={mine ? actions : undefined}
            >
              {section.id === "figures" && (
                <FiguresPlot findings={findings} selectedKey={selection?.key} onSelect={(key) => onSelect({ key, place: 0 })} />
              )}
              {section.id === "holders" && <OwnershipPlot totals={brief.ownershipTotals} />}
            </SectionView>
          );
        })}
        <FactorsView factors={brief.reviewFactors} onPage={onPage} />
        <CoverageView brief={brief} onPage={onPage} />
      </div>
    </div>
  );
}
