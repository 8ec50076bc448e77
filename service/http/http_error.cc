#include "service/http/http_error.h"

#include <optional>

#include "service/render/json_values.h"
#include "service/service_error.h"
#include "service/told_error.h"

namespace filing_review::service {

namespace {

struct Row {
  absl::StatusCode code;
  int status;
};

constexpr Row kRows[] = {
    {absl::StatusCode::kCancelled, 499},
    {absl::StatusCode::kInvalidArgument, 400},
    {absl::StatusCode::kDeadlineExceeded, 504},
    {absl::StatusCode::kNotFound, 404},
    {absl::StatusCode::kAlreadyExists, 409},
    {absl::StatusCode::kPermissionDenied, 403},
    {absl::StatusCode::kResourceExhausted, 429},
    {absl::StatusCode::kFailedPrecondition, 409},
    {absl::StatusCode::kAborted, 409},
    {absl::StatusCode::kOutOfRange, 413},  // a limit on the document
    {absl::StatusCode::kUnimplemented, 501},
    {absl::StatusCode::kUnavailable, 503},
    {absl::StatusCode::kUnauthenticated, 401},
};

constexpr int kUnavailableSeconds = 5;  // after which another try makes sense

}  // namespace

int HttpStatusOf(absl::StatusCode code) {
  for (const Row& row : kRows) {
    if (row.code == code) return row.status;
  }
  return 500;
}

HttpAnswer ErrorAnswer(const absl::Status& status) {
  const ToldError told = ToldErrorOf(status);
  HttpAnswer answer = ErrorAnswer(HttpStatusOf(status.code()), told.reason.c_str(), told.message);
  std::optional<int> seconds = RetrySecondsOf(status);
  if (!seconds.has_value() && answer.status == 503) seconds = kUnavailableSeconds;
  if (seconds.has_value()) answer.Set("Retry-After", std::to_string(*seconds));
  if (answer.status == 401) answer.Set("WWW-Authenticate", "Bearer realm=\"filing-review\"");
  return answer;
}

HttpAnswer ErrorAnswer(int status, const char* reason, const std::string& message) {
  HttpAnswer answer;
  answer.status = status;
  answer.Set("Content-Type", "application/json; charset=utf-8");
  answer.body = "{\"reason\": ";
  render::AppendJsonString(reason, answer.body);
  answer.body += ", \"message\": ";
  render::AppendJsonString(message, answer.body);
  answer.body += "}\n";
  return answer;
}

}  // namespace filing_review::service
