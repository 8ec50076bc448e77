// Tells when somebody who should send something has sent nothing for too long.
//
//   IdleWatch idle(std::chrono::seconds(60));
//   const int64_t id = idle.Add([] { … });   // called once, when the time is over
//   idle.Begin(id);                          // waiting from now on
//   idle.End(id);                            // it came
//   idle.Remove(id);                         // not called any more from here on
//
// The time is kept to within an eighth of it, at most a second. `expired` runs on a thread of the
// watch, one at a time; it must be short and must not call the watch. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace filing_review::service {

class IdleWatch {
 public:
  explicit IdleWatch(std::chrono::milliseconds limit);
  ~IdleWatch();

  int64_t Add(std::function<void()> expired);
  void Begin(int64_t id);
  // False where the time was over before: `expired` has been called.
  bool End(int64_t id);
  void Remove(int64_t id);

 private:
  using Clock = std::chrono::steady_clock;
  struct Entry {
    std::function<void()> expired;
    bool waiting = false;
    bool over = false;
    Clock::time_point deadline;
  };
  void Loop();

  const std::chrono::milliseconds limit_;
  std::mutex mutex_;
  std::condition_variable ending_changed_;
  bool ending_ = false;
  std::map<int64_t, Entry> entries_;
  int64_t next_ = 1;
  std::thread thread_;
};

}  // namespace filing_review::service
