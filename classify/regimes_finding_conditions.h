// Conditions on what was found in the filing: signals, statements, holders. Each sets the state,
// the explanation and the evidence of `condition`. Pure.
#pragma once

#include "classify/regimes_conditions.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

void SignalsGiven(const v1::SignalsGiven& rule, const ConditionContext& context,
                  v1::Condition& condition);
void FindingPresent(const v1::FindingPresent& rule, const ConditionContext& context,
                    v1::Condition& condition);
void ForeignHolding(const v1::ForeignHolding& rule, const ConditionContext& context,
                    v1::Condition& condition);

}  // namespace filing_review::classify
