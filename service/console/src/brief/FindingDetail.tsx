// The selected finding: how it was read beside what is printed, what people decided, and what can be
// decided.
import { Button } from "@mantine/core";
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Icon } from "../app/Icon";
import { isCorrectable } from "../decisions/fields";
import { Disagreement, FindingKind, Verdict } from "../gen/filing_review/v1/desk_service_pb";
import type { Key } from "../i18n/en";
import { useI18n } from "../i18n/I18n";
import { EngineText } from "../text/EngineText";
import { Conditions } from "./Conditions";
import { describeLine, verdictWord } from "./describe";
import { correctedValue, type Finding, type FindingValue } from "./findings";
import { Quotes } from "./Quotes";
import { readingOf } from "./reading";

export interface Actions {
  accept: () => void;
  acceptAll: () => void;
  reject: () => void;
  correct: () => void;
  comment: () => void;
  clear: () => void;
}

interface Props {
  finding: Finding;
  // Findings of the same fact.
  placesCount: number;
  place: number;
  onPlace: (place: number) => void;
  actions: Actions | undefined;
}

function printed(is: FindingValue): string[] {
  switch (is.kind) {
    case FindingKind.USER_COUNT:
      return [is.value.valueText];
    case FindingKind.HOLDER:
      return [is.value.name, is.value.percentText];
    default:
      return [];
  }
}

// Confidence and rule, where the brief has them.
function origin(is: FindingValue): { rule: string; confidence: number | undefined } {
  switch (is.kind) {
    case FindingKind.USER_COUNT:
    case FindingKind.DATA_HANDLING:
      return { rule: is.value.ruleId, confidence: is.value.confidence };
    case FindingKind.REVIEW_STATEMENT:
    case FindingKind.HOLDER:
    case FindingKind.INFLUENCE:
      return { rule: is.value.ruleId, confidence: undefined };
    default:
      return { rule: "", confidence: undefined };
  }
}

function DecisionNote({ finding }: { finding: Finding }): React.JSX.Element | null {
  const i18n = useI18n();
  const { t } = i18n;
  const { decision } = finding;
  if (decision === undefined) return null;
  const who = decision.reviewerUnverified ? `${decision.reviewer} (${t("app.unverified")})` : decision.reviewer;
  const when = decision.decideTime ? i18n.time(timestampDate(decision.decideTime)) : "";
  const corrected = decision.verdict === Verdict.CORRECTED ? correctedValue(decision) : undefined;
  return (
    <div className="decision-note">
      {decision.disagreement !== Disagreement.UNSPECIFIED && (
        <p className="warn-line">
          <Icon name="warning" size={14} /> {t(`disagree.${Disagreement[decision.disagreement]}` as Key)}
        </p>
      )}
      <p>{t("decide.by", verdictWord(i18n, decision.verdict), who, when)}</p>
      {corrected && (
        <p>
          <b>{t("decide.correction", describeLine(i18n, corrected))}</b>
        </p>
      )}
      {decision.comment !== "" && <p className="comment">“{decision.comment}”</p>}
    </div>
  );
}

export function FindingDetail({ finding, placesCount, place, onPlace, actions }: Props): React.JSX.Element {
  const i18n = useI18n();
  const { t, language } = i18n;
  const { is } = finding;
  const { rule, confidence } = origin(is);
  const reading = readingOf(i18n, is);
  // A decision on what this brief does not have can only be taken back.
  const gone = finding.added && finding.decision?.verdict !== Verdict.ADDED;
  return (
    <div className="detail">
      {/* In English the row says it. */}
      {is.kind === FindingKind.CONFLICT && language !== "en" && (
        <p>
          <EngineText>{is.value.explanation}</EngineText>
        </p>
      )}
      <div className="beside">
        {reading.length > 0 && (
          <dl className="reading" aria-label={t("brief.value")}>
            {reading.map(({ name, label, text }) => (
              <div key={name}>
                <dt>{t(label)}</dt>
                <dd>
                  {text}
                  {name === "value" && is.kind === FindingKind.USER_COUNT && (
                    <span className="quiet" lang="">
                      {" "}
                      {is.value.valueText}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {is.kind !== FindingKind.ASSESSMENT && (
          <div className="beside-quotes">
            <Quotes evidence={finding.evidence} words={printed(is)} place={place} onPlace={onPlace} />
          </div>
        )}
      </div>
      {is.kind === FindingKind.ASSESSMENT && <Conditions assessment={is.value} named={is.named} place={place} onPlace={onPlace} />}
      <DecisionNote finding={finding} />
      {actions && (
        <div className="buttons" role="toolbar" aria-label={describeLine(i18n, is)}>
          {!finding.added && (
            <>
              <Button size="compact-sm" color="green" variant={finding.decision?.verdict === Verdict.ACCEPTED ? "filled" : "default"} leftSection={<Icon name="accept" />} onClick={actions.accept} title="A">
                {t("decide.accept")}
              </Button>
              <Button size="compact-sm" color="red" variant={finding.decision?.verdict === Verdict.REJECTED ? "filled" : "default"} leftSection={<Icon name="reject" />} onClick={actions.reject} title="R">
                {t("decide.reject")}
              </Button>
            </>
          )}
          {isCorrectable(is.kind) && !gone && (
            <Button size="compact-sm" variant="default" leftSection={<Icon name="correct" />} onClick={actions.correct} title="C">
              {t("decide.correct")}
            </Button>
          )}
          {!gone && (
            <Button size="compact-sm" variant="default" leftSection={<Icon name="comment" />} onClick={actions.comment} title="M">
              {t("decide.comment")}
            </Button>
          )}
          {placesCount > 1 && (
            <Button size="compact-sm" variant="default" leftSection={<Icon name="accept" />} onClick={actions.acceptAll} title="Shift+A">
              {t("decide.accept.all", placesCount)}
            </Button>
          )}
          {finding.decision && (
            <Button size="compact-sm" variant="subtle" leftSection={<Icon name="undo" />} onClick={actions.clear} title="Backspace">
              {t("decide.clear")}
            </Button>
          )}
        </div>
      )}
      {rule !== "" && (
        <p className="quiet small">
          {t("brief.rule", rule)}
          {confidence !== undefined && confidence > 0 && ` · ${t("brief.confidence", i18n.percent(confidence * 100))}`}
        </p>
      )}
    </div>
  );
}
