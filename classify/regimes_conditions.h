// Evaluates one condition of a regime.
// Pure.
#pragma once

#include <string>
#include <vector>

#include "classify/regimes_signals.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

struct ConditionContext {
  const v1::RegimeRules& rules;
  const v1::Regime& regime;
  const v1::ReviewBrief& brief;  // findings are filled in
  const SignalFindings& signals;
  bool as_if_in_force = false;  // read the regime's text as if in force
};

// Notes that belong to the assessment are appended to `notes`.
v1::Condition EvaluateCondition(const v1::ConditionRule& rule, const ConditionContext& context,
                                std::vector<std::string>& notes);

}  // namespace filing_review::classify
