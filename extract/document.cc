#include "extract/document.h"

#include <algorithm>

namespace filing_review::extract {

namespace {

Box Along(const Line& line, int32_t start, int32_t end) {
  const int32_t a = std::min(start, end), b = std::max(start, end);
  if (line.direction == Direction::kRight || line.direction == Direction::kLeft) {
    return {a, line.cross0, b, line.cross1};
  }
  return {line.cross0, a, line.cross1, b};
}

}  // namespace

Box Page::CharBox(const Line& line, uint32_t c) const {
  return Along(line, char_start[c], char_end[c]);
}

Box Page::RangeBox(const Line& line, uint32_t begin, uint32_t end) const {
  int32_t a = char_start[begin], b = char_end[begin];
  for (uint32_t c = begin; c < end; ++c) {
    a = std::min({a, char_start[c], char_end[c]});
    b = std::max({b, char_start[c], char_end[c]});
  }
  return Along(line, a, b);
}

}  // namespace filing_review::extract
