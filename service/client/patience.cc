#include "service/client/patience.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr std::chrono::milliseconds kLongest{10'000};

}  // namespace

Patience::Patience(int seconds, std::function<void(const std::string&)> notice)
    : end_(std::chrono::steady_clock::now() + std::chrono::seconds(seconds)),
      notice_(std::move(notice)) {}

bool Patience::Wait(const absl::Status& status) {
  std::chrono::milliseconds wait = next_;
  if (status.code() == absl::StatusCode::kResourceExhausted) {
    const std::optional<int> seconds = RetrySecondsOf(status);
    if (!seconds.has_value()) return false;
    wait = std::chrono::seconds(*seconds);
  } else if (status.code() == absl::StatusCode::kUnavailable) {
    next_ = std::min(kLongest, next_ * 2);
  } else {
    return false;
  }
  if (std::chrono::steady_clock::now() + wait > end_) return false;
  if (notice_) {
    notice_(std::string(status.message()) + "; trying again in " +
            std::to_string((wait.count() + 999) / 1000) + " s");
  }
  std::this_thread::sleep_for(wait);
  return true;
}

}  // namespace filing_review::service
