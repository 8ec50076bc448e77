// A fact in one line, with its places; the selected place opens below it.
import { memo, useEffect, useRef } from "react";
import { Outcome } from "../gen/filing_review/v1/brief_pb";
import { Disagreement, FindingKind, Verdict } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import { Icon } from "../app/Icon";
import { describe } from "./describe";
import { correctedValue, type Finding, type Row } from "./findings";
import { FindingDetail, type Actions } from "./FindingDetail";
import type { Selection } from "./selection";
import { VerdictIcon } from "./VerdictIcon";

interface Props {
  row: Row;
  // Where one of the row's findings is selected.
  selection: Selection | undefined;
  onSelect: (selection: Selection | undefined) => void;
  actions: Actions | undefined;
}

function outcomeClass(finding: Finding): string {
  return finding.is.kind === FindingKind.ASSESSMENT ? ` outcome-${(Outcome[finding.is.value.outcome] ?? "").toLowerCase()}` : "";
}

// What is printed, where the line would else say little.
const TEASED: readonly FindingKind[] = [FindingKind.DATA_HANDLING, FindingKind.REVIEW_STATEMENT, FindingKind.INFLUENCE];

function teaserOf(finding: Finding): string {
  return TEASED.includes(finding.is.kind) ? (finding.evidence[0]?.quote.slice(0, 200) ?? "") : "";
}

function pageOf(finding: Finding): number | undefined {
  return finding.evidence[0]?.page;
}

export const FindingRow = memo(function FindingRow({ row, selection, onSelect, actions }: Props): React.JSX.Element | null {
  const i18n = useI18n();
  const { t } = i18n;
  const item = useRef<HTMLLIElement>(null);
  const current = row.places.find((place) => place.key === selection?.key);
  const key = current?.key;
  useEffect(() => {
    if (key !== undefined) item.current?.scrollIntoView({ block: "nearest" });
  }, [key]);
  const shown = current ?? row.places[0];
  if (!shown) return null;
  const corrected = shown.decision?.verdict === Verdict.CORRECTED ? correctedValue(shown.decision) : undefined;
  const said = describe(i18n, corrected ?? shown.is);
  // The head of the group says the category already.
  const grouped = shown.is.kind === FindingKind.DATA_HANDLING && !corrected;
  const [title, details] = grouped ? [said.details.join(" · "), []] : [said.title, said.details];
  const teaser = current ? "" : teaserOf(shown);
  const rejected = row.places.every((place) => place.decision?.verdict === Verdict.REJECTED);
  const disagrees = row.places.some((place) => (place.decision?.disagreement ?? 0) !== Disagreement.UNSPECIFIED);
  return (
    <li ref={item} className={`row${current ? " row-current" : ""}${rejected ? " row-rejected" : ""}${outcomeClass(shown)}`}>
      <div className="row-line">
        <button
          type="button"
          className="row-head"
          data-finding={shown.key}
          aria-expanded={current !== undefined}
          onClick={() => onSelect(current ? undefined : { key: shown.key, place: 0 })}
        >
          <VerdictIcon decision={shown.decision} />
          <span className="row-text">
            <b>{title}</b>
            {corrected && <s className="quiet"> {describe(i18n, shown.is).title}</s>}
            {details.length > 0 && <span className="row-details"> {details.join(" · ")}</span>}
            {shown.added && (
              <span className="tag">{t(shown.decision?.verdict === Verdict.ADDED ? "brief.added" : "brief.gone")}</span>
            )}
            {teaser !== "" && (
              <span className="teaser" lang="">
                {teaser}
              </span>
            )}
          </span>
          {disagrees && (
            <span className="warn" title={t("disagree.title", 1)}>
              <Icon name="warning" size={14} />
            </span>
          )}
        </button>
        <span className="row-pages">
          {row.places.map((place) => {
            const page = pageOf(place);
            if (page === undefined) return null;
            return (
              <button
                type="button"
                key={place.key}
                className={`page-link${place.key === key ? " page-link-current" : ""}${place.decision?.verdict ? " page-link-decided" : ""}`}
                aria-label={`${t("brief.page", page)}, ${said.title}`}
                onClick={() => onSelect({ key: place.key, place: 0 })}
              >
                {t("brief.page", page)}
              </button>
            );
          })}
        </span>
      </div>
      {current && selection && (
        <FindingDetail
          finding={current}
          placesCount={row.places.length}
          place={selection.place}
          onPlace={(place) => onSelect({ key: current.key, place })}
          actions={actions}
        />
      )}
    </li>
  );
});
