// Says of a condition that was evaluated what its rule looked at, for `rules explain`.
#pragma once

#include <string>

#include "classify/regimes_conditions.h"
#include "classify/rule_trace.h"

namespace filing_review::classify {

// Adds to `trace` the condition that `rule` gave. `document`: id of the document that is traced.
void TraceCondition(const v1::ConditionRule& rule, const v1::Condition& condition,
                    const ConditionContext& context, const std::string& document, RuleTrace& trace);

}  // namespace filing_review::classify
