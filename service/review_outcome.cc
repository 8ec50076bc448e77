#include "service/review_outcome.h"

#include "extract/read_error.h"

namespace filing_review::service {

bool MayPass(const absl::Status& status) {
  return status.code() == absl::StatusCode::kInternal ||
         status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kResourceExhausted;
}

std::string TransientReason(const v1::ReviewBrief& brief) {
  for (const auto& page : brief.coverage().pages_unread()) {
    // Recognition that used up its time would use it up again.
    if (page.transient() && page.reason() != extract::kReasonOcrTime) return page.reason();
  }
  return "";
}

}  // namespace filing_review::service
