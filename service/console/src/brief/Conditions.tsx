// A regime's conditions: each with its state, why, and the evidence it rests on.
import { AssessmentBasis, ConditionState, OperandBasis, type Assessment } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";
import { Quotes } from "./Quotes";

interface Props {
  assessment: Assessment;
  place: number;
  onPlace: (place: number) => void;
}

export function Conditions({ assessment, place, onPlace }: Props): React.JSX.Element {
  const { t, word } = useI18n();
  let from = 0;
  return (
    <div className="conditions">
      <p className="quiet">{word("AssessmentBasis", AssessmentBasis[assessment.basis] ?? "")}</p>
      <ul aria-label={t("brief.conditions")}>
        {assessment.conditions.map((condition) => {
          const first = from;
          from += condition.evidence.length;
          const state = ConditionState[condition.state] ?? "UNSPECIFIED";
          const basis = word("OperandBasis", OperandBasis[condition.operandBasis] ?? "");
          return (
            <li key={condition.condition}>
              <p>
                <span className={`pill pill-condition-${state.toLowerCase()}`}>{word("ConditionState", state)}</span>{" "}
                <b>{word("condition", condition.condition)}</b>
                {basis !== "" && <span className="quiet"> ({basis})</span>}
                {condition.explanation !== "" && <span> · {condition.explanation}</span>}
              </p>
              {condition.evidence.length > 0 && (
                <Quotes evidence={condition.evidence} words={[]} place={place} onPlace={onPlace} from={first} />
              )}
            </li>
          );
        })}
      </ul>
      {assessment.notes.length > 0 && (
        <ul className="notes" aria-label={t("brief.notes")}>
          {assessment.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
