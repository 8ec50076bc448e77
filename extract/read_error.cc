#include "extract/read_error.h"

#include <string_view>

#include "absl/strings/cord.h"

namespace filing_review::extract {

namespace {

constexpr char kPayloadUrl[] = "filing-review/reason";

absl::StatusCode CodeOf(std::string_view reason) {
  if (reason == kReasonFileTooLarge || reason == kReasonTooManyPages ||
      reason == kReasonDocumentTime || reason == kReasonMemory || reason == kReasonAnnotations ||
      reason == kReasonAnnotateTime || reason == kReasonAnnotateBytes) {
    return absl::StatusCode::kOutOfRange;
  }
  if (reason == kReasonReviewDeadline) return absl::StatusCode::kDeadlineExceeded;
  if (reason == kReasonWorkerStart || reason == kReasonWorkerCrash) {
    return absl::StatusCode::kInternal;
  }
  return absl::StatusCode::kFailedPrecondition;
}

}  // namespace

absl::Status ReadError(const char* reason, const std::string& message) {
  absl::Status status(CodeOf(reason), message);
  status.SetPayload(kPayloadUrl, absl::Cord(reason));
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayloadUrl);
  return payload.has_value() ? std::string(*payload) : std::string();
}

}  // namespace filing_review::extract
