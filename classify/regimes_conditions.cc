#include "classify/regimes_conditions.h"

#include "classify/regimes_condition_state.h"
#include "classify/regimes_filing_conditions.h"
#include "classify/regimes_finding_conditions.h"
#include "classify/regimes_operand.h"

namespace filing_review::classify {

v1::Condition EvaluateCondition(const v1::ConditionRule& rule, const ConditionContext& context,
                                std::vector<std::string>& notes) {
  v1::Condition condition;
  condition.set_condition(rule.id());
  switch (rule.evaluator_case()) {
    case v1::ConditionRule::kTextInForce:
      TextInForce(context, condition);
      break;
    case v1::ConditionRule::kUsersOver: {
      const v1::UsersOver& over = rule.users_over();
      UsersOperand operand = CompareUsers(
          over, context.rules, context.brief,
          over.no_data_signal().empty() ? nullptr : Given(context.signals, over.no_data_signal()));
      SetState(condition, operand.state, operand.explanation);
      condition.set_operand_basis(operand.basis);
      CopyEvidence(operand.evidence, condition);
      notes.insert(notes.end(), operand.notes.begin(), operand.notes.end());
      break;
    }
    case v1::ConditionRule::kListingAbroad:
      ListingAbroad(rule.listing_abroad(), context, condition);
      break;
    case v1::ConditionRule::kNewListing:
      NewListing(rule.new_listing(), context, condition);
      break;
    case v1::ConditionRule::kSignalsGiven:
      SignalsGiven(rule.signals_given(), context, condition);
      break;
    case v1::ConditionRule::kFindingPresent:
      FindingPresent(rule.finding_present(), context, condition);
      break;
    case v1::ConditionRule::kForeignHolding:
      ForeignHolding(rule.foreign_holding(), context, condition);
      break;
    case v1::ConditionRule::kFilingScope:
      FilingScope(rule.filing_scope(), context, condition);
      break;
    case v1::ConditionRule::kNotTold:
      SetState(condition, v1::CONDITION_STATE_UNKNOWN, rule.not_told().why());
      break;
    case v1::ConditionRule::EVALUATOR_NOT_SET:
      SetState(condition, v1::CONDITION_STATE_UNKNOWN,
               "The rule pack does not say how this is evaluated.");
      break;
  }
  return condition;
}

}  // namespace filing_review::classify
