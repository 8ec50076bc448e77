// Conditions on what the filing is: its date, its market, its kind. Each sets the state, the
// explanation and the evidence of `condition`. Pure.
#pragma once

#include "classify/regimes_conditions.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

void TextInForce(const ConditionContext& context, v1::Condition& condition);
void ListingAbroad(const v1::ListingAbroad& rule, const ConditionContext& context,
                   v1::Condition& condition);
void NewListing(const v1::NewListing& rule, const ConditionContext& context,
                v1::Condition& condition);
void FilingScope(const v1::FilingScope& rule, const ConditionContext& context,
                 v1::Condition& condition);

}  // namespace filing_review::classify
