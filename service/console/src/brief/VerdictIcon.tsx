// What was decided, as a sign; its word is for the screen reader and the tooltip.
import { Icon, type IconName } from "../app/Icon";
import { Verdict, type Decision } from "../gen/filing_review/v1/desk_service_pb";
import { useI18n } from "../i18n/I18n";
import { verdictWord } from "./describe";

const ICONS: Readonly<Partial<Record<Verdict, IconName>>> = {
  [Verdict.ACCEPTED]: "accept",
  [Verdict.REJECTED]: "reject",
  [Verdict.CORRECTED]: "correct",
  [Verdict.ADDED]: "plus",
};

export function VerdictIcon({ decision }: { decision: Decision | undefined }): React.JSX.Element {
  const i18n = useI18n();
  const word = verdictWord(i18n, decision?.verdict);
  const icon = decision && ICONS[decision.verdict];
  const name = Verdict[decision?.verdict ?? 0]?.toLowerCase() ?? "unspecified";
  return (
    <span className={`verdict verdict-${name}`} role="img" aria-label={word} title={word}>
      {icon ? <Icon name={icon} size={14} /> : <span className="verdict-open" />}
      {decision && decision.comment !== "" && <Icon name="comment" size={12} />}
    </span>
  );
}
