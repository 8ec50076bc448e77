#include "extract/read_stop.h"

#include <algorithm>
#include <chrono>

#include "extract/read_error.h"

namespace filing_review::extract {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int64_t kCancelPollMilliseconds = 50;
constexpr int64_t kLongestMilliseconds = 10'000;

}  // namespace

absl::Status CheckWanted(const ReadOptions& options) {
  if (options.cancelled != nullptr && options.cancelled->load()) {
    return absl::CancelledError("reading was cancelled");
  }
  if (options.deadline.has_value() && Clock::now() >= *options.deadline) {
    return ReadError(kReasonReviewDeadline,
                     "was not reviewed before the deadline that its submitter gave; submit it "
                     "again with more time");
  }
  return absl::OkStatus();
}

int BoundedWait(const ReadOptions& options, int64_t wait) {
  if (options.deadline.has_value()) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(*options.deadline - Clock::now());
    wait = std::min<int64_t>(wait, left.count() + 1);
  }
  if (options.cancelled != nullptr) wait = std::min(wait, kCancelPollMilliseconds);
  return static_cast<int>(std::clamp<int64_t>(wait, 0, kLongestMilliseconds));
}

}  // namespace filing_review::extract
