#include "service/service_error.h"

#include <cstdlib>

#include "absl/strings/cord.h"

namespace filing_review::service {

namespace {

constexpr char kReasonUrl[] = "filing-review/reason";  // as extract/read_error.cc reads it
constexpr char kRetryUrl[] = "filing-review/retry-seconds";

}  // namespace

absl::Status ServiceError(absl::StatusCode code, const char* reason, const std::string& message) {
  absl::Status status(code, message);
  status.SetPayload(kReasonUrl, absl::Cord(reason));
  return status;
}

absl::Status BusyError(const char* reason, const std::string& message, int retry_seconds) {
  absl::Status status = ServiceError(absl::StatusCode::kResourceExhausted, reason, message);
  status.SetPayload(kRetryUrl, absl::Cord(std::to_string(retry_seconds)));
  return status;
}

std::optional<int> RetrySecondsOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kRetryUrl);
  if (!payload.has_value()) return std::nullopt;
  return std::atoi(std::string(*payload).c_str());
}

}  // namespace filing_review::service
