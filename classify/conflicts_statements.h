// Statements on one matter in two places that cannot both be true.
#pragma once

#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

// Appends one STATEMENTS_DISAGREE for each pair of ConflictRules.disagreeing_statements of which
// brief.review_statements has both, in different places. Pure.
void FindDisagreeingStatements(const v1::ConflictRules& rules, v1::ReviewBrief& brief);

}  // namespace filing_review::classify
