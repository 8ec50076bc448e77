// Counters of the process, as Prometheus reads them (text exposition format 0.0.4).
//
//   Count(Metric::kRequests, {"GetBrief", "OK"});
//   Observe(Metric::kRequestSeconds, {"GetBrief"}, 0.003);
//   std::string page = MetricsText();
//
// metrics.cc lists the families: name, type, labels, meaning; every one is on the page from the
// start. Labels come from closed sets (methods, codes, reasons), never from callers. Thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace filing_review::service {

enum class Metric : uint8_t {
  kRequests,
  kRequestSeconds,
  kCallsOpen,
  kUploadBytes,
  kFilingsEntered,
  kFilingsRunning,
  kFilingsWaiting,
  kQueueBytes,
  kQueuePages,
  kReviews,
  kReviewSeconds,
  kRuleSeconds,
  kReviewRetries,
  kPagesRead,
  kPagesUnread,
  kWorkerDeaths,
  kHttpRequests,
  kHttpDropped,
};

using Labels = std::vector<std::string>;  // values, in the order of the family's names

// Counters and gauges.
void Count(Metric metric, const Labels& labels = {}, double by = 1);
// Gauges that are measured now and then.
void Set(Metric metric, const Labels& labels, double value);
// Histograms.
void Observe(Metric metric, const Labels& labels, double seconds);

std::string MetricsText();

}  // namespace filing_review::service
