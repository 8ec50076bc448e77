// Drives a server as many clients at once, and measures what they see.
//
//   LoadOptions options;
//   options.clients = 8;
//   absl::StatusOr<LoadReport> report = RunLoad(options);
//
// A client submits a filing, waits for its brief, and begins the next. Where the server is busy it
// waits as long as asked (service/client/patience.h). Percentiles are nearest-rank, in seconds.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/client/server_access.h"

namespace filing_review::service {

struct LoadOptions {
  ServerAccess access;
  int retry_seconds = 300;
  int clients = 4;
  int64_t filings = 40;    // of all clients; 0: no end but `seconds`
  double seconds = 0;      // begins no filing after so long; 0: no end but `filings`
  double cancel_rate = 0;  // share of filings cancelled once they are submitted
  double abort_rate = 0;   // share of uploads that break off half way
  bool delete_after = false;
  std::vector<int> pages = {3};    // of made-up documents, in turn
  std::vector<std::string> files;  // in turn, in place of made-up ones
};

struct LoadReport {
  std::vector<double> submit_seconds, brief_seconds;  // sorted; those that went well
  int64_t briefs = 0, cancelled = 0, aborted = 0;
  int64_t waits = 0;                      // that a busy or absent server asked for
  std::map<std::string, int64_t> errors;  // by reason, or by code where there is none
  double seconds = 0;
  double FilingsAMinute() const {
    return seconds > 0 ? static_cast<double>(briefs) * 60 / seconds : 0;
  }
};

// `share` of 1; 0 where there are none.
double Percentile(const std::vector<double>& sorted, double share);

// An error only where nothing could be begun: files or credentials.
absl::StatusOr<LoadReport> RunLoad(const LoadOptions& options);

}  // namespace filing_review::service
