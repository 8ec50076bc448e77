#include "service/retention_timer.h"

#include <algorithm>
#include <utility>

namespace filing_review::service {

RetentionTimer::RetentionTimer(std::chrono::seconds interval, std::function<void()> work)
    : interval_(interval), work_(std::move(work)), thread_([this] { Loop(); }) {}

RetentionTimer::~RetentionTimer() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    end_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

std::chrono::seconds RetentionTimer::IntervalOf(int64_t retention_seconds) {
  return std::chrono::seconds(std::clamp<int64_t>(retention_seconds / 24, 1, 3600));
}

void RetentionTimer::Loop() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!end_) {
    lock.unlock();
    work_();
    lock.lock();
    ended_.wait_for(lock, interval_, [this] { return end_; });
  }
}

}  // namespace filing_review::service
