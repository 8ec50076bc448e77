// How far a run is, for those who watch it.
//
// Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "filing_review/bulk/v1/run_journal.pb.h"

namespace filing_review::service {

// A moment of a run.
struct RunCounts {
  int64_t filings = 0;     // of the run
  int64_t done = 0;        // of them, those below included
  int64_t known = 0;       // whose result was there already
  int64_t duplicates = 0;  // the bytes of another filing of the run
  int64_t partial = 0;
  int64_t pages = 0;                      // of filings that this run reviewed
  std::map<std::string, int64_t> failed;  // by reason
  double seconds = 0;                     // since the run began

  int64_t FailedInAll() const;
  double PagesASecond() const;
  // Seconds until the end at the rate so far; negative where that cannot be told.
  double SecondsLeft() const;
};

// "120 of 500 filings, 31.5 pages/s, 2 partial, 3 failed (encrypted 2, not_a_pdf 1), 4 min left"
std::string ProgressText(const RunCounts& counts);

class RunProgress {
 public:
  void Start(int64_t filings);
  void Known(bulk::v1::ReviewState state, const std::string& reason);
  void Reviewed(bulk::v1::ReviewState state, const std::string& reason, int64_t pages);
  void Duplicate();
  RunCounts Counts() const;

 private:
  void Count(bulk::v1::ReviewState state, const std::string& reason);

  mutable std::mutex mutex_;
  RunCounts counts_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace filing_review::service
