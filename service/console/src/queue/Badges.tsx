// State of a filing and of its review, by colour and by word.
import { needsPassword } from "../api/filings";
import { ReviewState } from "../gen/filing_review/v1/desk_service_pb";
import { FilingState, OcrState, type Filing } from "../gen/filing_review/v1/filing_service_pb";
import { useI18n } from "../i18n/I18n";
import type { Key } from "../i18n/en";
import { EngineText } from "../text/EngineText";

export function StateCell({ filing }: { filing: Filing }): React.JSX.Element {
  const { t } = useI18n();
  const name = FilingState[filing.state] ?? "UNSPECIFIED";
  const running = filing.state === FilingState.RUNNING;
  const recognising = filing.ocrState === OcrState.RUNNING || filing.ocrState === OcrState.PENDING;
  return (
    <span className="state-cell">
      {needsPassword(filing) ? (
        <span className="pill pill-partial" title={t(`password.reason.${filing.error?.reason}` as Key)}>
          {t("password.needed")}
        </span>
      ) : (
        <span className={`pill pill-${name.toLowerCase()}`}>{t(`state.${name}` as Key)}</span>
      )}
      {running && (
        <>
          <progress
            max={Math.max(filing.pageCount, 1)}
            value={filing.pagesDoneCount}
            aria-label={t("queue.progress", filing.pagesDoneCount, filing.pageCount)}
          />
          {filing.pageCount > 0 && (
            <small>
              {filing.pagesDoneCount}/{filing.pageCount}
            </small>
          )}
        </>
      )}
      {filing.state === FilingState.QUEUED && filing.queuePosition > 0 && <small>{t("queue.position", filing.queuePosition)}</small>}
      {recognising && <small>{t("queue.ocr")}</small>}
      {filing.error && !needsPassword(filing) && (
        <small className="error-text" title={filing.error.message}>
          <EngineText>{filing.error.message}</EngineText>
        </small>
      )}
    </span>
  );
}

export function ReviewPill({ state }: { state: ReviewState }): React.JSX.Element {
  const { t } = useI18n();
  const name = ReviewState[state] ?? "UNSPECIFIED";
  return <span className={`pill pill-review-${name.toLowerCase()}`}>{t(`review.${name}` as Key)}</span>;
}
