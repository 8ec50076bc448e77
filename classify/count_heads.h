// What a head of a table, or the words before one, says of the numbers under it: which metric they
// are of and what they are multiplied by.
//
//   MetricOf("Monthly active users", words).metric -> "MAU"
//   ScaleOf("用户数(万户)", words) -> 10,000
//
// Thread-safe, no state.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "classify/count_words.h"

namespace filing_review::classify {

// Metric that a head names, with the rule that says so; false where it names none.
struct HeadMetric {
  std::string metric, rule_id;
  int64_t min_value = 0;
  bool noun = false;  // a noun stands there, of users or not
  explicit operator bool() const { return !metric.empty(); }
};

// The last noun of users in `head`.
HeadMetric MetricOf(std::string_view head, const CountWords& words);

// True where `head` is of something else than users: money, a share, growth.
bool IsNotOfUsers(const std::string& head, const CountWords& words);

// Factor that a head or a note states; 0 where it states none. A scale of money is none.
double ScaleOf(const std::string& text, const CountWords& words);

}  // namespace filing_review::classify
