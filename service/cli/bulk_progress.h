// How far a bulk run is, on stderr: a bar that redraws itself on a terminal, a line each ten
// seconds elsewhere.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "service/bulk/run_progress.h"

namespace filing_review::cli {

class BulkProgress {
 public:
  // Watches `progress`, which outlives this, from a thread of its own.
  explicit BulkProgress(const service::RunProgress& progress);
  // Clears the bar.
  ~BulkProgress();

 private:
  void Loop();
  const service::RunProgress& progress_;
  const bool terminal_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace filing_review::cli
