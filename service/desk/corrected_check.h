// Checks what a reviewer says that a finding is: names of the rule pack, numbers, dates, codes.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "filing_review/v1/desk_service.pb.h"
#include "service/limits.h"
#include "service/pipeline.h"

namespace filing_review::service {

// INVALID_ARGUMENT bad_decision: says which field and what it may be; review_limit for a text that
// is too long. Evidence is not looked at (evidence_check.h). Pure.
absl::Status CheckCorrected(const v1::CorrectedFinding& finding, const RulePackSummary& pack,
                            const ServerLimits& limits);

}  // namespace filing_review::service
