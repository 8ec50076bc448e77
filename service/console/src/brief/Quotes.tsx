// The evidence of a finding: what is printed, where, and whether it was recognised from a picture.
import { EvidenceRole, type Evidence } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";
import { emphasised } from "../text/emphasis";
import { documentOf } from "./marks";

interface Props {
  evidence: readonly Evidence[];
  // Parts of the quotes to set off.
  words: readonly string[];
  // Which of them is shown in the filing; -1: none.
  place: number;
  onPlace: (place: number) => void;
  // Number of the first one among the finding's places.
  from?: number;
}

export function Quotes({ evidence, words, place, onPlace, from = 0 }: Props): React.JSX.Element {
  const { t, word, phrase } = useI18n();
  return (
    <ul className="quotes">
      {evidence.map((item, at) => {
        const role = item.role === EvidenceRole.FIGURE ? "" : word("EvidenceRole", EvidenceRole[item.role] ?? "");
        const document = documentOf(item);
        return (
          <li key={at}>
            <button
              type="button"
              className={`quote${from + at === place ? " quote-current" : ""}`}
              aria-pressed={from + at === place}
              onClick={() => onPlace(from + at)}
            >
              <span className="quote-head">
                <b>{t("brief.page", item.page)}</b>
                {document !== "main" && <span>{document}</span>}
                {role !== "" && <span>{role}</span>}
                {item.fromOcr && <span className="tag tag-ocr">{phrase("ocr")}</span>}
                {item.section !== "" && <span className="clip">{item.section}</span>}
              </span>
              <q lang="">{emphasised(item.quote, words)}</q>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
