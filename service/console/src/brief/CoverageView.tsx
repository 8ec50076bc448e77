// What was searched, what was not, and what made the brief.
import type { ReviewBrief } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";
import { documentOf } from "./marks";

interface Props {
  brief: ReviewBrief;
  onPage: (document: string, page: number) => void;
}

interface PageReason {
  document: string;
  page: number;
  why: string;
}

function Pages({ pages, onPage }: { pages: readonly PageReason[]; onPage: Props["onPage"] }): React.JSX.Element {
  const { t } = useI18n();
  return (
    <ul className="page-list">
      {pages.map(({ document, page, why }) => (
        <li key={`${document} ${page}`}>
          <button type="button" className="page-link" onClick={() => onPage(document, page)}>
            {document === "main" ? t("brief.page", page) : `${document}, ${t("brief.page", page)}`}
          </button>{" "}
          {why}
        </li>
      ))}
    </ul>
  );
}

export function CoverageView({ brief, onPage }: Props): React.JSX.Element {
  const { t, word, phrase } = useI18n();
  const { coverage, provenance } = brief;
  const unread = (coverage?.pagesUnread ?? []).map((page) => ({ document: documentOf(page), page: page.page, why: word("reason", page.reason) }));
  const doubtful = (coverage?.pagesDoubtful ?? []).map((page) => ({ document: documentOf(page), page: page.page, why: word("doubt", page.reason) }));
  const recognised = (coverage?.pagesFromOcr ?? []).map((page) => ({ document: "main", page, why: "" }));
  const total = coverage?.pagesTotal ?? 0;
  const searched = coverage?.pagesSearched ?? 0;
  return (
    <section className="section" id="section-coverage" aria-labelledby="heading-coverage">
      <h2 id="heading-coverage">{phrase("section.coverage")}</h2>
      <p>{searched === total ? t("brief.coverage.all", total) : t("brief.coverage.some", searched, total)}</p>
      {unread.length > 0 && (
        <>
          <h3>{t("brief.unread.pages")}</h3>
          <Pages pages={unread} onPage={onPage} />
          <p className="quiet">{phrase("coverage.meaning")}</p>
        </>
      )}
      {recognised.length > 0 && (
        <>
          <h3>{t("brief.ocr.pages")}</h3>
          <Pages pages={recognised} onPage={onPage} />
        </>
      )}
      {doubtful.length > 0 && (
        <>
          <h3>{t("brief.doubtful.pages")}</h3>
          <Pages pages={doubtful} onPage={onPage} />
        </>
      )}
      <p className="quiet small">
        {t("brief.provenance", provenance?.rulePackVersion ?? "", provenance?.revision ?? 0)} · {phrase("disclaimer")}
      </p>
    </section>
  );
}
