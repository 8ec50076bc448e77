// How far a bulk run is, on stderr: a bar that redraws itself on a terminal, elsewhere a line now
// and then.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "service/bulk/run_progress.h"

namespace filing_review::cli {

class BulkProgress {
 public:
  // Watches `progress`, which outlives this, from a thread of its own.
  // `line_every`: between two lines where there is no terminal.
  BulkProgress(const service::RunProgress& progress, std::chrono::seconds line_every);
  // Clears the bar.
  ~BulkProgress();

 private:
  void Loop();
  const service::RunProgress& progress_;
  const bool terminal_;
  const std::chrono::milliseconds every_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace filing_review::cli
