// Checks the decisions of a call against the review that they were made on, and makes them what is
// kept.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/desk_service.pb.h"
#include "service/limits.h"
#include "service/pipeline.h"
#include "service/store/desk_store.h"

namespace filing_review::service {

// Who decides.
struct Reviewer {
  std::string name;
  bool unverified = false;
};

struct DecisionRules {
  const RulePackSummary& pack;
  const ServerLimits& limits;
};

// The decisions as they are kept: key, kind, who, brief and digests filled in. `brief` is the one
// of the snapshot; a correction without evidence gets that of its finding. INVALID_ARGUMENT
// bad_decision or review_limit, with one sentence that says which decision. Evidence is not
// compared with the text (evidence_check.h). Pure.
absl::StatusOr<std::vector<v1::Decision>> CheckDecisions(
    const google::protobuf::RepeatedPtrField<v1::Decision>& sent, const ReviewSnapshot& snapshot,
    const v1::ReviewBrief& brief, const Reviewer& reviewer, const DecisionRules& rules);

}  // namespace filing_review::service
