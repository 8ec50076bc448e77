// Reads numbers from text, Chinese and English: figures, number words, fractions, percentages,
// ranges. Words that bound a number (over, 逾) are rule data: classify/count_bounds.h.
//
//   for (const Quantity& q : FindQuantities("超过3.77亿名用户", Script::kChinese))
//     use(q.value);  // 377000000
//
// Works on normalised text (classify/fold.h) as well as on raw UTF-8. What is no number is left
// out; there are no errors. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"

namespace filing_review::classify {

struct Quantity {
  enum class Kind { kNumber, kPercent, kRange };
  Kind kind = Kind::kNumber;
  size_t begin = 0, end = 0;  // bytes, sign and percent mark included
  double value = 0;           // percent: 12.5 for 12.5 %, 近五成: 50
  double upper = 0;           // ranges: upper end; otherwise equal to value
  bool more = false;          // "and some more" stands inside (十余万): more than `value`
};

// In text order, not overlapping.
std::vector<Quantity> FindQuantities(std::string_view text, Script script);

}  // namespace filing_review::classify
