// The first lines of a brief: the figure against the line, regimes, conflicts, holders, what was not read.
import { ConditionState, FilingType, ListingVenue, type ReviewBrief } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";
import { ThresholdBar } from "../plots/ThresholdBar";
import { regimeTitle } from "./describe";

interface Props {
  brief: ReviewBrief;
  // Jumps to a section, and to the figure of the headline.
  onSection: (id: "assessments" | "conflicts" | "holders") => void;
  onFigure: (factId: string) => void;
  onCoverage: () => void;
}

export function Headline({ brief, onSection, onFigure, onCoverage }: Props): React.JSX.Element {
  const i18n = useI18n();
  const { t, word, phrase } = i18n;
  const { headline, filing } = brief;
  const million = ConditionState[headline?.overOneMillion ?? 0] ?? "UNKNOWN";
  return (
    <div className="headline">
      <p className="headline-what">
        {[
          word("FilingType", FilingType[filing?.filingType ?? 0] ?? ""),
          word("ListingVenue", ListingVenue[filing?.listingVenue ?? 0] ?? ""),
          filing?.filingDate ?? phrase("filing.date.none"),
        ].join(" · ")}
      </p>
      <dl>
        <div className="headline-figure">
          <dt>{t("brief.figure")}</dt>
          <dd>
            {headline?.value === undefined ? (
              phrase("headline.million.none")
            ) : (
              <>
                <button type="button" className="plain big" onClick={() => onFigure(headline.factId ?? "")}>
                  {i18n.compact(headline.value)}
                </button>{" "}
                {word("metric", headline.metric)} {headline.asOf && <span className="quiet">{headline.asOf}</span>}
                <ThresholdBar value={headline.value} />
                <span className="small">
                  {phrase("headline.million")}
                  {t("list.colon")}
                  <b>{phrase(`headline.million.${million}`)}</b>
                </span>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{t("brief.regimes.triggered")}</dt>
          <dd>
            <button type="button" className="plain big" onClick={() => onSection("assessments")}>
              {headline?.regimesTriggered.length ?? 0}
            </button>
            <span className="small below clip3">{headline?.regimesTriggered.map((id) => regimeTitle(i18n, id, brief.assessments.find(({ regime }) => regime === id)?.title ?? "")).join(t("list.separator"))}</span>
          </dd>
        </div>
        <div>
          <dt>{t("brief.foreign")}</dt>
          <dd>
            <button type="button" className="plain big" onClick={() => onSection("holders")}>
              {headline?.foreignPercent === undefined ? "–" : i18n.percent(headline.foreignPercent)}
            </button>
            <span className="small below">{headline?.foreignPercent === undefined ? phrase("headline.foreign.none") : phrase("headline.foreign.note")}</span>
          </dd>
        </div>
        <div>
          <dt>{t("brief.conflicts")}</dt>
          <dd>
            <button type="button" className={`plain big${headline?.conflictCount ? " warn" : ""}`} onClick={() => onSection("conflicts")}>
              {headline?.conflictCount ?? 0}
            </button>
          </dd>
        </div>
        <div>
          <dt>{t("brief.unread")}</dt>
          <dd>
            <button type="button" className={`plain big${headline?.unreadPageCount ? " warn" : ""}`} onClick={onCoverage}>
              {headline?.unreadPageCount ?? 0}
            </button>
            <span className="small"> / {brief.coverage?.pagesTotal ?? 0}</span>
          </dd>
        </div>
      </dl>
    </div>
  );
}
