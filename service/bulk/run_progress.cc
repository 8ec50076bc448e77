#include "service/bulk/run_progress.h"

#include <cmath>
#include <cstdio>

namespace filing_review::service {

namespace {

std::string Duration(double seconds) {
  const auto whole = std::llround(seconds);
  if (whole < 90) return std::to_string(whole) + " s";
  if (whole < 90 * 60) return std::to_string((whole + 30) / 60) + " min";
  char hours[32];
  std::snprintf(hours, sizeof hours, "%.1f h", seconds / 3600);
  return hours;
}

}  // namespace

int64_t RunCounts::FailedInAll() const {
  int64_t all = 0;
  for (const auto& [reason, count] : failed) all += count;
  return all;
}

double RunCounts::PagesASecond() const {
  return seconds > 0 ? static_cast<double>(pages) / seconds : 0;
}

double RunCounts::SecondsLeft() const {
  // Results that were there already say nothing of the rate.
  const int64_t worked = done - known - duplicates;
  if (worked <= 0) return -1;
  return seconds / static_cast<double>(worked) * static_cast<double>(filings - done);
}

std::string ProgressText(const RunCounts& counts) {
  char rate[64];
  std::snprintf(rate, sizeof rate, "%.1f pages/s", counts.PagesASecond());
  std::string text =
      std::to_string(counts.done) + " of " + std::to_string(counts.filings) + " filings, " + rate;
  if (counts.known > 0) text += ", " + std::to_string(counts.known) + " known";
  if (counts.duplicates > 0) text += ", " + std::to_string(counts.duplicates) + " duplicate";
  if (counts.partial > 0) text += ", " + std::to_string(counts.partial) + " partial";
  if (const int64_t failed = counts.FailedInAll(); failed > 0) {
    text += ", " + std::to_string(failed) + " failed (";
    const char* apart = "";
    for (const auto& [reason, count] : counts.failed) {
      text += apart + reason + " " + std::to_string(count);
      apart = ", ";
    }
    text += ")";
  }
  if (const double left = counts.SecondsLeft(); left >= 0 && counts.done < counts.filings) {
    text += ", " + Duration(left) + " left";
  }
  return text;
}

void RunProgress::Start(int64_t filings) {
  const std::lock_guard<std::mutex> lock(mutex_);
  counts_ = RunCounts();
  counts_.filings = filings;
  start_ = std::chrono::steady_clock::now();
}

void RunProgress::Count(bulk::v1::ReviewState state, const std::string& reason) {
  ++counts_.done;
  if (state == bulk::v1::REVIEW_STATE_PARTIAL) ++counts_.partial;
  if (state == bulk::v1::REVIEW_STATE_FAILED) ++counts_.failed[reason];
}

void RunProgress::Known(bulk::v1::ReviewState state, const std::string& reason) {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++counts_.known;
  Count(state, reason);
}

void RunProgress::Reviewed(bulk::v1::ReviewState state, const std::string& reason, int64_t pages) {
  const std::lock_guard<std::mutex> lock(mutex_);
  counts_.pages += pages;
  Count(state, reason);
}

void RunProgress::Duplicate() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ++counts_.duplicates;
  ++counts_.done;
}

RunCounts RunProgress::Counts() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  RunCounts counts = counts_;
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start_;
  counts.seconds = took.count();
  return counts;
}

}  // namespace filing_review::service
