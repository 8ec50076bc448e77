#include "service/metrics.h"

#include <array>
#include <cstdio>
#include <iterator>
#include <map>
#include <mutex>

namespace filing_review::service {

namespace {

struct Family {
  const char* name;
  const char* type;
  std::vector<const char*> labels;
  const char* help;
};

// In the order of Metric; docs/OPERATIONS.md has the same names.
const Family kFamilies[] = {
    {"filing_review_requests_total", "counter", {"method", "code"}, "gRPC calls that ended."},
    {"filing_review_request_seconds",
     "histogram",
     {"method"},
     "Time from a call's start to its status."},
    {"filing_review_calls_open", "gauge", {"method"}, "gRPC calls under way."},
    {"filing_review_upload_bytes_total", "counter", {}, "Bytes of chunks that came in."},
    {"filing_review_submissions_total", "counter", {}, "Submissions acknowledged."},
    {"filing_review_filings_running", "gauge", {"stage"}, "Filings being reviewed here."},
    {"filing_review_filings_waiting",
     "gauge",
     {"stage"},
     "Filings in the store that wait for a review, or a recognition."},
    {"filing_review_queue_bytes", "gauge", {}, "Bytes of filings without a first brief."},
    {"filing_review_queue_pages", "gauge", {}, "Pages of filings without a first brief."},
    {"filing_review_reviews_total",
     "counter",
     {"stage", "outcome"},
     "Tries of reviews that ended."},
    {"filing_review_review_seconds",
     "histogram",
     {"stage"},
     "Time of a try: reading, recognition, rules."},
    {"filing_review_rule_seconds", "histogram", {"stage"}, "Time of the rules in a review."},
    {"filing_review_review_retries_total",
     "counter",
     {"stage"},
     "Tries that broke off and are made again."},
    {"filing_review_pages_read_total", "counter", {"stage"}, "Pages of reviews that were read."},
    {"filing_review_pages_unread_total",
     "counter",
     {"reason"},
     "Pages of reviews that are unread."},
    {"filing_review_worker_deaths_total",
     "counter",
     {"reason"},
     "Worker processes that died, or were killed, at work."},
    {"filing_review_http_requests_total", "counter", {"code"}, "Answers of the HTTP port."},
    {"filing_review_http_dropped_total",
     "counter",
     {"reason"},
     "Connections of the HTTP port ended without an answer."},
};

constexpr std::array<double, 14> kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                            0.25,  0.5,    1,     2.5,  10,    60,   600};

struct Series {
  double sum = 0;
  int64_t count = 0;
  std::array<int64_t, kBounds.size()> up_to{};  // not cumulated
};

std::mutex mutex;
std::map<Labels, Series> series[std::size(kFamilies)];

std::string Number(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

std::string LabelText(const Family& family, const Labels& values, const std::string& bound = "") {
  std::string text;
  for (size_t i = 0; i < values.size() && i < family.labels.size(); ++i) {
    text += (text.empty() ? "" : ",") + std::string(family.labels[i]) + "=\"" + values[i] + "\"";
  }
  if (!bound.empty()) text += (text.empty() ? "" : ",") + std::string("le=\"") + bound + "\"";
  return text.empty() ? "" : "{" + text + "}";
}

void AppendHistogram(const Family& family, const Labels& labels, const Series& one,
                     std::string& text) {
  const std::string name = family.name;
  int64_t below = 0;
  for (size_t i = 0; i < kBounds.size(); ++i) {
    below += one.up_to[i];
    text += name + "_bucket" + LabelText(family, labels, Number(kBounds[i])) + " " +
            std::to_string(below) + "\n";
  }
  text += name + "_bucket" + LabelText(family, labels, "+Inf") + " " + std::to_string(one.count) +
          "\n" + name + "_sum" + LabelText(family, labels) + " " + Number(one.sum) + "\n" + name +
          "_count" + LabelText(family, labels) + " " + std::to_string(one.count) + "\n";
}

}  // namespace

void Count(Metric metric, const Labels& labels, double by) {
  const std::lock_guard<std::mutex> lock(mutex);
  series[static_cast<size_t>(metric)][labels].sum += by;
}

void Set(Metric metric, const Labels& labels, double value) {
  const std::lock_guard<std::mutex> lock(mutex);
  series[static_cast<size_t>(metric)][labels].sum = value;
}

void Observe(Metric metric, const Labels& labels, double seconds) {
  const std::lock_guard<std::mutex> lock(mutex);
  Series& one = series[static_cast<size_t>(metric)][labels];
  one.sum += seconds;
  ++one.count;
  for (size_t i = 0; i < kBounds.size(); ++i) {
    if (seconds > kBounds[i]) continue;
    ++one.up_to[i];
    break;
  }
}

std::string MetricsText() {
  std::string text;
  const std::lock_guard<std::mutex> lock(mutex);
  for (size_t i = 0; i < std::size(kFamilies); ++i) {
    const Family& family = kFamilies[i];
    text += "# HELP " + std::string(family.name) + " " + family.help + "\n# TYPE " + family.name +
            " " + family.type + "\n";
    const bool histogram = std::string(family.type) == "histogram";
    if (series[i].empty() && family.labels.empty()) text += std::string(family.name) + " 0\n";
    for (const auto& [labels, one] : series[i]) {
      if (histogram) {
        AppendHistogram(family, labels, one, text);
      } else {
        text += family.name + LabelText(family, labels) + " " + Number(one.sum) + "\n";
      }
    }
  }
  return text;
}

}  // namespace filing_review::service
