// Head of a filing's page: what it is, how far it and its review are, and what moves the review on.
import { Button, Menu } from "@mantine/core";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Icon } from "../app/Icon";
import { ReviewState, type Review } from "../gen/filing_review/v1/desk_service_pb";
import type { Filing } from "../gen/filing_review/v1/filing_service_pb";
import { en } from "../i18n/en";
import { useI18n } from "../i18n/I18n";
import { ReviewPill, StateCell } from "../queue/Badges";
import { BRIEF_FORMATS } from "./exports";

// Formats that the page has words for; one that is new is shown by its name.
function isFormat(format: string): format is "json" | "html" | "markdown" | "text" | "csv" | "annotated_pdf" | "docx" {
  return `export.format.${format}` in en;
}

export interface HeadActions {
  undo: () => void;
  reviewed: () => void;
  sign: () => void;
  reopen: () => void;
  audit: () => void;
  exportBrief: (format: string) => void;
  exportDecisions: () => void;
  exportOriginal: () => void;
}

interface Props {
  filing: Filing | undefined;
  title: string;
  review: Review | undefined;
  decided: number;
  findings: number;
  saving: boolean;
  mayDecide: boolean;
  exportOpen: boolean;
  onExportOpen: (open: boolean) => void;
  actions: HeadActions;
}

export function FilingHead({ filing, title, review, decided, findings, saving, mayDecide, exportOpen, onExportOpen, actions }: Props): React.JSX.Element {
  const { t, time } = useI18n();
  const state = review?.state ?? ReviewState.UNSPECIFIED;
  const closed = state === ReviewState.REVIEWED || state === ReviewState.SIGNED;
  return (
    <div className="filing-head">
      <a className="back" href="#/" aria-label={t("app.back")} title={t("app.back")}>
        <Icon name="back" />
      </a>
      <div className="filing-name">
        <h1 className="clip" title={title}>
          {title}
        </h1>
        {filing && title !== filing.displayName && <small className="quiet clip">{filing.displayName}</small>}
      </div>
      {/* Without a brief its card below says it. */}
      {filing && filing.briefRevision > 0 && filing.ocrState > 0 && <StateCell filing={filing} />}
      {review && (
        <span className="review-state">
          <ReviewPill state={state} />
          <small>
            {state === ReviewState.SIGNED && review.signOff?.signTime
              ? t("step.signed.by", review.signOff.signer, time(timestampDate(review.signOff.signTime)))
              : state === ReviewState.REVIEWED && review.reviewTime
                ? t("step.reviewed.by", review.reviewedBy, time(timestampDate(review.reviewTime)))
                : t("brief.findings", findings, decided)}
          </small>
        </span>
      )}
      <small className="quiet saving" role="status">
        {saving ? `${t("decide.saving")} …` : ""}
      </small>
      {review && (
        <div className="buttons head-buttons">
          {mayDecide && !closed && (
            <Button size="compact-sm" variant="default" leftSection={<Icon name="undo" />} title="U" onClick={actions.undo}>
              {t("decide.undo")}
            </Button>
          )}
          <Button size="compact-sm" variant="default" leftSection={<Icon name="history" />} title="H" onClick={actions.audit}>
            {t("audit.open")}
          </Button>
          <Menu
            opened={exportOpen}
            onChange={onExportOpen}
            transitionProps={{ duration: 0 }}
            position="bottom-end"
            withinPortal={false}
            withInitialFocusPlaceholder={false}
          >
            <Menu.Target>
              <Button size="compact-sm" variant="default" leftSection={<Icon name="download" />} title="X">
                {t("export.title")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {BRIEF_FORMATS.map((format) => (
                <Menu.Item key={format} onClick={() => actions.exportBrief(format)}>
                  {isFormat(format) ? t(`export.format.${format}`) : format}
                </Menu.Item>
              ))}
              <Menu.Item onClick={actions.exportDecisions}>{t("export.decisions")}</Menu.Item>
              <Menu.Item onClick={actions.exportOriginal}>{t("export.original")}</Menu.Item>
              <Menu.Item onClick={() => window.print()}>{t("brief.print")}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
          {mayDecide && !closed && (
            <Button size="compact-sm" title="D" onClick={actions.reviewed}>
              {t("step.reviewed")}
            </Button>
          )}
          {mayDecide && state === ReviewState.REVIEWED && (
            <Button size="compact-sm" leftSection={<Icon name="lock" />} title="Shift+S" onClick={actions.sign}>
              {t("step.sign")}
            </Button>
          )}
          {mayDecide && closed && (
            <Button size="compact-sm" variant="default" onClick={actions.reopen}>
              {t("step.reopen")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
