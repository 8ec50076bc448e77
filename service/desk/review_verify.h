// Checks the chain of a review and that the review is what its events come to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "service/desk/review_chain.h"
#include "service/desk/review_source.h"

namespace filing_review::service {

struct VerifiedReview {
  int64_t event_count = 0;
  std::optional<ChainFault> fault;  // the first one
};

// An error where the source cannot be read at all.
absl::StatusOr<VerifiedReview> VerifyReview(ReviewSource& source, const std::string& name);

}  // namespace filing_review::service
