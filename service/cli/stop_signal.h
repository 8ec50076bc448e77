// Waits for SIGTERM or SIGINT. The signals are not blocked, so that child processes start with
// the usual mask; a second signal ends the process at once.
#pragma once

namespace filing_review::cli {

class StopSignal {
 public:
  // One at a time in a process.
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  // Blocks; returns the signal's number.
  int Wait();
};

}  // namespace filing_review::cli
