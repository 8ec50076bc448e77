// Factors that a review weighs, with the pages that bear on each. They are read, not decided on.
import type { ReviewFactor } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";
import { EngineText } from "../text/EngineText";
import { documentOf } from "./marks";

interface Props {
  factors: readonly ReviewFactor[];
  onPage: (document: string, page: number) => void;
}

export function FactorsView({ factors, onPage }: Props): React.JSX.Element | null {
  const { t, word, phrase } = useI18n();
  if (factors.length === 0) return null;
  return (
    <div className="factors">
      <h3>{phrase("section.factors")}</h3>
      <ul>
        {factors.map(({ factor, title, evidence }) => {
          const own = word("factor", factor);
          const places = new Map(evidence.map((item) => [`${documentOf(item)} ${item.page}`, item]));
          return (
            <li key={factor}>
              <span>{own === factor.replaceAll("_", " ") ? <EngineText>{title}</EngineText> : own}</span>{" "}
              {places.size === 0 && <span className="quiet">{phrase("factors.none")}</span>}
              {[...places].map(([key, item]) => (
                <button type="button" key={key} className="page-link" onClick={() => onPage(documentOf(item), item.page)}>
                  {t("brief.page", item.page)}
                </button>
              ))}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
