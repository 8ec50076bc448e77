#include "extract/document.h"

#include <algorithm>

namespace filing_review::extract {

namespace {

Box Along(const Line& line, int32_t slope, int32_t start, int32_t end) {
  const int32_t a = std::min(start, end), b = std::max(start, end);
  if (slope != 0) {  // only lines that run to the right have one
    const int64_t middle = (int64_t{line.start} + line.end) / 2;
    const int32_t at_a = static_cast<int32_t>((a - middle) * slope / 10'000);
    const int32_t at_b = static_cast<int32_t>((b - middle) * slope / 10'000);
    return {a, line.cross0 + std::min(at_a, at_b), b, line.cross1 + std::max(at_a, at_b)};
  }
  if (line.direction == Direction::kRight || line.direction == Direction::kLeft) {
    return {a, line.cross0, b, line.cross1};
  }
  return {line.cross0, a, line.cross1, b};
}

}  // namespace

Box Page::CharBox(const Line& line, uint32_t c) const {
  return Along(line, slope, char_start[c], char_end[c]);
}

Box Page::RangeBox(const Line& line, uint32_t begin, uint32_t end) const {
  int32_t a = char_start[begin], b = char_end[begin];
  for (uint32_t c = begin; c < end; ++c) {
    a = std::min({a, char_start[c], char_end[c]});
    b = std::max({b, char_start[c], char_end[c]});
  }
  return Along(line, slope, a, b);
}

}  // namespace filing_review::extract
