#include "classify/regimes.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "classify/filing_documents.h"
#include "classify/part_rules.h"
#include "classify/regimes_conditions.h"
#include "classify/regimes_trace.h"

namespace filing_review::classify {

struct RegimeAssessor::Impl {
  v1::RegimeRules rules;
  std::unique_ptr<SignalScanner> signals;
};

RegimeAssessor::RegimeAssessor() : impl_(std::make_unique<Impl>()) {}
RegimeAssessor::~RegimeAssessor() = default;

namespace {

constexpr int kPlacesOfFactor = 8;

// Fails where a condition names a signal that is not there, or has no evaluator.
absl::Status Check(const v1::RegimeRules& rules) {
  std::set<std::string> known;
  for (const v1::TextSignal& signal : rules.signals()) known.insert(signal.id());
  for (const v1::Regime& regime : rules.regimes()) {
    for (const v1::ConditionRule& rule : regime.conditions()) {
      const std::string place = "regime " + regime.id() + ", condition " + rule.id() + ": ";
      if (rule.evaluator_case() == v1::ConditionRule::EVALUATOR_NOT_SET) {
        return absl::InvalidArgumentError(place + "has no evaluator");
      }
      std::vector<std::string> used;
      const auto use = [&](const auto& list) { used.insert(used.end(), list.begin(), list.end()); };
      if (!rule.users_over().no_data_signal().empty())
        used.push_back(rule.users_over().no_data_signal());
      use(rule.listing_abroad().listed_signals());
      use(rule.new_listing().new_signals());
      use(rule.new_listing().listed_signals());
      use(rule.new_listing().other_signals());
      use(rule.signals_given().signals());
      use(rule.signals_given().any_signals());
      for (const std::string& id : used) {
        if (known.count(id) == 0) return absl::InvalidArgumentError(place + "unknown signal " + id);
      }
    }
  }
  return absl::OkStatus();
}

// OUT_OF_SCOPE before NOT_TRIGGERED before INDETERMINATE before TRIGGERED. `as_if`: by the
// conditions other than that the text is in force.
v1::Outcome OutcomeOf(const v1::Regime& regime, const v1::Assessment& assessment,
                      bool as_if = false) {
  bool unmet = false, unknown = false;
  for (int i = 0; i < assessment.conditions_size(); ++i) {
    if (as_if && regime.conditions(i).has_text_in_force()) continue;
    const v1::ConditionState state = assessment.conditions(i).state();
    if (state == v1::CONDITION_STATE_NOT_MET) {
      if (regime.conditions(i).unmet() == v1::OUTCOME_OUT_OF_SCOPE) return v1::OUTCOME_OUT_OF_SCOPE;
      unmet = true;
    }
    unknown |= state == v1::CONDITION_STATE_UNKNOWN;
  }
  return unmet     ? v1::OUTCOME_NOT_TRIGGERED
         : unknown ? v1::OUTCOME_INDETERMINATE
                   : v1::OUTCOME_TRIGGERED;
}

std::string OutcomeWords(v1::Outcome outcome) {
  switch (outcome) {
    case v1::OUTCOME_TRIGGERED:
      return "triggered";
    case v1::OUTCOME_NOT_TRIGGERED:
      return "not triggered";
    case v1::OUTCOME_OUT_OF_SCOPE:
      return "out of scope";
    default:
      return "not determined";
  }
}

// What the text would give if it were in force at the filing's date; empty where it is, or where
// the regime does not tell it.
std::string AsIfNote(const v1::Regime& regime, const v1::Assessment& assessment, bool dated) {
  bool in_force = true;
  for (int i = 0; i < assessment.conditions_size(); ++i) {
    if (regime.conditions(i).has_text_in_force())
      in_force = in_force && assessment.conditions(i).state() == v1::CONDITION_STATE_MET;
  }
  if (in_force || (dated && !regime.tells_as_if())) return "";
  return (dated ? "Not in force at the filing's date; read as if it were, the outcome would be: "
                : "The filing's date is not known; were this text in force at it, the outcome "
                  "would be: ") +
         OutcomeWords(OutcomeOf(regime, assessment, true)) + ".";
}

void FillFactor(const v1::ReviewFactorRule& rule, v1::ReviewBrief& brief) {
  v1::ReviewFactor factor;
  factor.set_factor(rule.id());
  factor.set_title(rule.title());
  const int places = rule.places() > 0 ? rule.places() : kPlacesOfFactor;
  const auto add = [&](const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
    if (factor.evidence_size() < places && !evidence.empty()) *factor.add_evidence() = evidence[0];
  };
  // What the issuer states or denies bears more than a risk that every issuer names: two rounds,
  // one place a category in turn.
  for (const bool stated : {true, false}) {
    for (const std::string& category : rule.categories()) {
      int of_category = 0;
      for (const v1::DataHandling& item : brief.data_handling()) {
        const bool issuer =
            item.stance() == v1::STANCE_ISSUER_STATES || item.stance() == v1::STANCE_ISSUER_DENIES;
        const bool counts = rule.stances().empty()
                                ? item.stance() != v1::STANCE_RULE_TEXT
                                : std::find(rule.stances().begin(), rule.stances().end(),
                                            item.stance()) != rule.stances().end();
        if (item.category() != category || issuer != stated || !counts || of_category == 2)
          continue;
        ++of_category;
        add(item.evidence());
      }
    }
  }
  if (rule.foreign_holders()) {
    for (const v1::Holder& holder : brief.holders()) {
      if (!holder.government_link().empty()) add(holder.evidence());
    }
    for (const v1::Holder& holder : brief.holders()) {
      if (holder.holder_class() == v1::HOLDER_CLASS_FOREIGN && holder.government_link().empty())
        add(holder.evidence());
    }
  }
  *brief.add_review_factors() = std::move(factor);
}

}  // namespace

absl::StatusOr<std::unique_ptr<RegimeAssessor>> RegimeAssessor::Create(const v1::RulePack& pack,
                                                                       const MacroTable& macros) {
  if (const absl::Status status = Check(pack.regimes()); !status.ok()) return status;
  std::unique_ptr<RegimeAssessor> assessor(new RegimeAssessor());
  assessor->impl_->rules = pack.regimes();
  absl::StatusOr<std::unique_ptr<SignalScanner>> signals =
      SignalScanner::Create(RulesOf(FindingsPart::kSignals, pack, macros).regimes(), macros);
  if (!signals.ok()) return signals.status();
  assessor->impl_->signals = *std::move(signals);
  return assessor;
}

SignalFindings RegimeAssessor::Scan(const std::vector<AnalyzedDocument>& documents) const {
  SignalFindings signals;
  for (const AnalyzedDocument& analyzed : documents) signals.merge(impl_->signals->Scan(analyzed));
  return signals;
}

void RegimeAssessor::Assess(SignalFindings signals, const ClassifyOptions& options,
                            v1::ReviewBrief& brief) const {
  // What a signal means is told by these rules, not by those that it was looked for with.
  for (const v1::TextSignal& rule : impl_->rules.signals()) {
    const auto given = signals.find(rule.id());
    if (given != signals.end()) given->second.rule = &rule;
  }
  for (const v1::Regime& regime : impl_->rules.regimes()) {
    v1::Assessment assessment;
    assessment.set_regime(regime.id());
    assessment.set_title(regime.title());
    const bool as_if = options.as_if_regime == regime.id();
    assessment.set_basis(as_if ? v1::ASSESSMENT_BASIS_AS_IF_IN_FORCE
                               : v1::ASSESSMENT_BASIS_IN_FORCE);
    const ConditionContext context = {impl_->rules, regime, brief, signals, as_if};
    std::vector<std::string> notes;
    for (const v1::ConditionRule& rule : regime.conditions()) {
      v1::Condition& condition = *assessment.add_conditions();
      condition = EvaluateCondition(rule, context, notes);
      if (options.trace != nullptr) {
        TraceCondition(rule, condition, context, kMainDocument, *options.trace);
      }
    }
    assessment.set_outcome(OutcomeOf(regime, assessment));
    if (assessment.outcome() == v1::OUTCOME_INDETERMINATE) {
      std::string missing;
      for (int i = 0; i < assessment.conditions_size(); ++i) {
        if (assessment.conditions(i).state() != v1::CONDITION_STATE_UNKNOWN) continue;
        missing += (missing.empty() ? "" : ", ") + assessment.conditions(i).condition();
      }
      assessment.add_notes("Not known: " + missing + ".");
    }
    const bool dated = !brief.filing().filing_date().empty();
    if (const std::string note = AsIfNote(regime, assessment, dated); !note.empty())
      assessment.add_notes(note);
    for (const std::string& note : notes) assessment.add_notes(note);
    for (const std::string& note : regime.notes()) assessment.add_notes(note);
    *brief.add_assessments() = std::move(assessment);
  }
  for (const v1::ReviewFactorRule& rule : impl_->rules.review_factors()) FillFactor(rule, brief);
}

}  // namespace filing_review::classify
