// What comes of a try of a review: what is stored, counted and logged.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"
#include "service/store/filing_store.h"

namespace filing_review::service {

absl::Status PasswordForgotten();

// Counts and logs a try of a review.
void RecordReview(const Job& job, const std::string& stage,
                  const absl::StatusOr<v1::ReviewBrief>& brief, double seconds);

// Without ocr_follows.
JobResult ResultOf(const absl::StatusOr<v1::ReviewBrief>& brief);

}  // namespace filing_review::service
