// Whether the issuer's users are more than a threshold, from its user counts and statements.
//
// Figures are compared by their bound: "over 1 million" is more than 1,000,000; "at least" is not
// known to be; "about" within RegimeRules.approx_margin of the line is undecided; "fewer than" at
// or below the line is not. A figure beats a claim of fewer.
//
//   UsersOperand operand = CompareUsers(users_over, rules, brief, no_data_signal);
//
// Pure.
#pragma once

#include <string>
#include <vector>

#include "classify/regimes_signals.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

struct UsersOperand {
  v1::ConditionState state = v1::CONDITION_STATE_UNKNOWN;
  v1::OperandBasis basis = v1::OPERAND_BASIS_UNSPECIFIED;
  std::string explanation;
  google::protobuf::RepeatedPtrField<v1::Evidence> evidence;
  std::vector<std::string> notes;
};

// State of one figure against the line.
v1::ConditionState CompareFigure(const v1::UserCount& figure, int64_t threshold, bool or_equal,
                                 double approx_margin);

// `no_data`: the signal UsersOver.no_data_signal, or nullptr where it is not given.
UsersOperand CompareUsers(const v1::UsersOver& over, const v1::RegimeRules& rules,
                          const v1::ReviewBrief& brief, const GivenSignal* no_data);

// 52217000 as "52,217,000".
std::string WithCommas(int64_t value);

// The metric's rule, or nullptr.
const v1::OperandMetric* FindMetric(const v1::RegimeRules& rules, const std::string& metric);

}  // namespace filing_review::classify
