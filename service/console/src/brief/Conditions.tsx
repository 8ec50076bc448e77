// A regime's conditions: each with its state, why, and the evidence it rests on.
import { AssessmentBasis, ConditionState, OperandBasis, type Assessment } from "../gen/filing_review/v1/brief_pb";
import { useI18n } from "../i18n/I18n";
import { EngineText } from "../text/EngineText";
import { namedText } from "./describe";
import type { Named } from "./named";
import { Quotes } from "./Quotes";

interface Props {
  assessment: Assessment;
  // What the explanation of each condition names.
  named: readonly (readonly Named[])[];
  place: number;
  onPlace: (place: number) => void;
}

export function Conditions({ assessment, named, place, onPlace }: Props): React.JSX.Element {
  const i18n = useI18n();
  const { t, word, language } = i18n;
  let from = 0;
  return (
    <div className="conditions">
      <p className="quiet">{word("AssessmentBasis", AssessmentBasis[assessment.basis] ?? "")}</p>
      <ul aria-label={t("brief.conditions")}>
        {assessment.conditions.map((condition, at) => {
          const first = from;
          from += condition.evidence.length;
          const state = ConditionState[condition.state] ?? "UNSPECIFIED";
          // The English sentence says it itself.
          const said = language === "en" ? "" : namedText(i18n, named[at] ?? []);
          const basis = word("OperandBasis", OperandBasis[condition.operandBasis] ?? "");
          return (
            <li key={condition.condition}>
              <p>
                <span className={`pill pill-condition-${state.toLowerCase()}`}>{word("ConditionState", state)}</span>{" "}
                <b>{word("condition", condition.condition)}</b>
                {basis !== "" && <span className="quiet"> ({basis})</span>}
                {said !== "" && <span> · {said}</span>}
                {language === "en" && condition.explanation !== "" && <span> · {condition.explanation}</span>}
              </p>
              {language !== "en" && (
                <p className="small">
                  <EngineText>{condition.explanation}</EngineText>
                </p>
              )}
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
            <li key={note}>
              <EngineText>{note}</EngineText>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
