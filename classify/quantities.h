// Reads numbers from text, Chinese and English: figures, number words, percentages, ranges, bounds.
//
//   for (const Quantity& q : FindQuantities("超过3.77亿名用户", Script::kChinese)) …
//
// Works on normalised text (classify/fold.h) as well as on raw UTF-8. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

struct Quantity {
  enum class Kind { kNumber, kPercent, kRange };
  Kind kind = Kind::kNumber;
  size_t begin = 0, end = 0;  // bytes of the number itself, bound words excluded
  double value = 0;           // percent: 12.5 for 12.5 %
  double upper = 0;           // ranges: upper end; otherwise equal to value
  v1::Bound bound = v1::BOUND_EXACT;
  size_t bound_begin = 0,
         bound_end = 0;  // bytes from the first bound word to the last, number included
};

// In text order, not overlapping.
std::vector<Quantity> FindQuantities(std::string_view text, Script script);

}  // namespace filing_review::classify
