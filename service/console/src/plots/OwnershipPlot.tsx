// Who holds the issuer before and after the offering, by class; what the filing does not list is the
// rest of the bar.
import { memo } from "react";
import { HolderClass, HoldingStage, type OwnershipTotal } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";

const CLASSES: readonly HolderClass[] = [
  HolderClass.FOREIGN,
  HolderClass.HK_MACAU_TAIWAN,
  HolderClass.OFFSHORE_VEHICLE,
  HolderClass.PRC,
  HolderClass.UNKNOWN,
];
const STAGES: readonly HoldingStage[] = [HoldingStage.BEFORE, HoldingStage.AFTER, HoldingStage.CURRENT];

export const OwnershipPlot = memo(function OwnershipPlot({ totals }: { totals: readonly OwnershipTotal[] }): React.JSX.Element | null {
  const { t, word, percent } = useI18n();
  // `with_hong_kong` sums one class into another: the plot shows each by itself.
  const own = totals.filter((total) => !total.withHongKong && total.percent > 0);
  const stages = STAGES.filter((stage) => own.some((total) => total.stage === stage));
  if (stages.length === 0) return null;
  const shown = CLASSES.filter((holderClass) => own.some((total) => total.holderClass === holderClass));
  return (
    <figure className="plot">
      <figcaption>{t("plot.ownership")}</figcaption>
      <table className="ownership">
        <tbody>
          {stages.map((stage) => {
            const parts = shown.map((holderClass) => ({
              holderClass,
              percent: own.find((total) => total.stage === stage && total.holderClass === holderClass)?.percent ?? 0,
            }));
            const sum = parts.reduce((all, part) => all + part.percent, 0);
            // Rows of several tables may add up to more than the whole.
            const scale = Math.max(sum, 100);
            return (
              <tr key={stage}>
                <th scope="row">{word("HoldingStage", HoldingStage[stage] ?? "")}</th>
                <td>
                  <div className="stack-bar">
                    {parts.map((part) =>
                      part.percent > 0 ? (
                        <span
                          key={part.holderClass}
                          className={`part part-${(HolderClass[part.holderClass] ?? "").toLowerCase()}`}
                          style={{ width: `${(part.percent / scale) * 100}%` }}
                          title={`${word("HolderClass", HolderClass[part.holderClass] ?? "")}: ${percent(part.percent)}`}
                        >
                          {part.percent / scale > 0.09 && percent(Math.round(part.percent * 10) / 10)}
                        </span>
                      ) : null,
                    )}
                    {sum < 99.95 && (
                      <span className="part part-rest" style={{ width: `${((100 - sum) / scale) * 100}%` }} title={`${t("plot.ownership.unlisted")}: ${percent(100 - sum)}`}>
                        {(100 - sum) / scale > 0.09 && percent(Math.round((100 - sum) * 10) / 10)}
                      </span>
                    )}
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="legend">
        {shown.map((holderClass) => (
          <span key={holderClass}>
            <span className={`key part-${(HolderClass[holderClass] ?? "").toLowerCase()}`} /> {word("HolderClass", HolderClass[holderClass] ?? "")}
          </span>
        ))}
        <span>
          <span className="key part-rest" /> {t("plot.ownership.unlisted")}
        </span>
      </p>
    </figure>
  );
});
