// Progress of running reviews, in memory, and who wants to hear of changes.
//
//   const int64_t watch = board.Watch(id, [] { … });   // called soon after each change
//   board.Unwatch(watch);                              // not called any more from here on
//
// Page progress is told at most every 100 ms a filing; a change of state always. Callbacks run on
// the thread that makes the change and must be short: they hand work to an executor, and must not
// call the board. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace filing_review::service {

struct PageProgress {
  int32_t pages_done = 0;
  int32_t page_count = 0;
};

class ProgressBoard {
 public:
  void SetProgress(const std::string& filing_id, PageProgress progress);
  std::optional<PageProgress> Progress(const std::string& filing_id) const;
  // The review has ended or was given back.
  void Forget(const std::string& filing_id);

  // The filing's state has changed in the store.
  void StateChanged(const std::string& filing_id);

  int64_t Watch(const std::string& filing_id, std::function<void()> changed);
  void Unwatch(int64_t watch);

 private:
  struct Entry {
    PageProgress progress;
    std::chrono::steady_clock::time_point told;
  };
  void Tell(const std::string& filing_id) const;

  mutable std::mutex mutex_;
  std::map<std::string, Entry> running_;
  std::map<int64_t, std::pair<std::string, std::function<void()>>> watches_;
  int64_t next_watch_ = 1;
};

}  // namespace filing_review::service
