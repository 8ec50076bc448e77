#include "service/review_record.h"

#include "extract/read_error.h"
#include "service/brief_bytes.h"
#include "service/desk/brief_summary.h"
#include "service/event_log.h"
#include "service/metrics.h"
#include "service/service_error.h"

namespace filing_review::service {

absl::Status PasswordForgotten() {
  return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonPasswordForgotten,
                      "needs a password, and the server, which keeps passwords in memory only, "
                      "was started again since; retry it, or submit it again, with its password");
}

void RecordReview(const Job& job, const std::string& stage,
                  const absl::StatusOr<v1::ReviewBrief>& brief, double seconds) {
  std::string outcome = "done";
  if (!brief.ok()) {
    outcome = extract::ReasonOf(brief.status());
    if (brief.status().code() == absl::StatusCode::kCancelled) outcome = "cancelled";
    if (outcome.empty()) outcome = "internal";
  } else {
    const v1::Coverage& coverage = brief->coverage();
    const int unread = coverage.pages_unread_size();
    if (unread > 0) outcome = "partial";
    Count(Metric::kPagesRead, {stage}, coverage.pages_total() - unread);
    for (const auto& page : coverage.pages_unread()) Count(Metric::kPagesUnread, {page.reason()});
  }
  Count(Metric::kReviews, {stage, outcome});
  Observe(Metric::kReviewSeconds, {stage}, seconds);
  Event event;
  event.event = "review";
  event.message = stage + " " + outcome + ", attempt " + std::to_string(job.attempt);
  event.filing_id = job.filing_id;
  event.seconds = seconds;
  LogEvent(event);
}

JobResult ResultOf(const absl::StatusOr<v1::ReviewBrief>& brief) {
  JobResult result;
  if (!brief.ok()) {
    result.state = v1::FILING_STATE_FAILED;
    const std::string reason = extract::ReasonOf(brief.status());
    result.error.set_reason(reason.empty() ? "internal" : reason);
    result.error.set_message(std::string(brief.status().message()));
    return result;
  }
  const v1::Coverage& coverage = brief->coverage();
  result.state =
      coverage.pages_unread().empty() ? v1::FILING_STATE_SUCCEEDED : v1::FILING_STATE_PARTIAL;
  result.page_count = coverage.pages_total();
  result.pages_done_count = coverage.pages_total();
  result.brief = SerializeBrief(*brief);
  result.summary = SummarizeBrief(*brief, result.brief);
  return result;
}

}  // namespace filing_review::service
