// Calls a function at once and then again and again, on a thread of its own, until it is destroyed.
//
//   RetentionTimer timer(RetentionTimer::IntervalOf(retention_seconds), [&] { … });
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace filing_review::service {

class RetentionTimer {
 public:
  RetentionTimer(std::chrono::seconds interval, std::function<void()> work);
  // Waits for a call that runs.
  ~RetentionTimer();

  // How often what is kept for so long is looked at: a 24th of it, 1 s to an hour.
  static std::chrono::seconds IntervalOf(int64_t retention_seconds);

 private:
  void Loop();
  const std::chrono::seconds interval_;
  const std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ = false;
  std::thread thread_;
};

}  // namespace filing_review::service
