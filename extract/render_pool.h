// Render workers at work on single pages.
//
//   RenderPool pool(fd, options);
//   pool.StopAfter(600);                       // wall clock for all that follows; optional
//   absl::Status status = pool.Read({3, 4, 9}, "chi_sim+eng", 2, [&](PageResult result) { … });
//
// Calls back once for each page, in no certain order, from the calling thread. What a page comes to
// does not depend on the pages that its worker read before it: where a worker is lost, its page is
// tried once more in a fresh one. When Read returns, its workers have ended and have been waited
// for.
//
// Fails where no worker can be started, and with CANCELLED. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "extract/document.h"
#include "extract/reader.h"
#include "extract/worker_process.h"

namespace filing_review::extract {

struct PageResult {
  int32_t number = 0;
  Page page;               // where there is no reason
  std::string reason;      // of extract/read_error.h; empty: it was read
  bool transient = false;  // another try may succeed
};

class RenderPool {
 public:
  // `fd` and `options` must outlive this object.
  RenderPool(int fd, const ReadOptions& options);

  void StopAfter(int64_t seconds);
  absl::Status Read(const std::vector<int32_t>& pages, const std::string& languages, int workers,
                    const std::function<void(PageResult)>& take);

 private:
  using Clock = std::chrono::steady_clock;
  struct Worker {
    std::unique_ptr<WorkerProcess> process;
    int32_t page = 0;
    bool fresh = true;  // has answered nothing yet
    Clock::time_point deadline;
  };

  absl::Status Start(int32_t page, const std::string& languages);
  void Ask(int32_t page, Worker* worker);
  absl::Status Step(const std::string& languages, const std::function<void(PageResult)>& take);
  // False where the worker answers what it was not asked.
  bool TakeReply(Worker* worker, PageResult* result, bool* complete);
  // What the end of a worker says of its page; an error where workers cannot work at all.
  absl::Status Lost(Worker worker, bool slow, bool sound,
                    const std::function<void(PageResult)>& take);
  void GiveUp(const char* reason, const std::function<void(PageResult)>& take);

  const int fd_;
  const ReadOptions& options_;
  const std::string worker_path_;
  bool bounded_ = false;
  Clock::time_point deadline_;
  int64_t cpu_seconds_ = 0;
  int32_t restarts_ = 0;
  std::vector<int32_t> waiting_;  // last one first
  std::vector<int32_t> again_;    // each in a worker of its own
  std::vector<Worker> workers_;
};

}  // namespace filing_review::extract
