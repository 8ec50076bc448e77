#include "extract/blocks.h"

#include <algorithm>
#include <cmath>

namespace filing_review::extract {

namespace {

bool SameBlock(const Line& above, const Line& below, int32_t pitch) {
  if (above.direction != below.direction) return false;
  const float size = std::max(above.font_size, below.font_size);
  if (std::min(above.font_size, below.font_size) < 0.85f * size) return false;
  int32_t step = below.cross1 - above.cross1;
  if (above.direction == Direction::kLeft || above.direction == Direction::kDown) {
    step = above.cross0 - below.cross0;
  }
  if (step <= 0 || static_cast<float>(step) > 2.5f * size) return false;
  if (pitch > 0 && static_cast<float>(step) > 1.3f * static_cast<float>(pitch)) return false;
  const bool rows = !above.cells.empty() || !below.cells.empty();
  if (rows) return true;
  if (above.bold != below.bold) return false;
  // A paragraph starts with an indentation, after a line that ended early or not.
  return below.start - above.start < static_cast<int32_t>(1.2f * size);
}

}  // namespace

void AssignBlocks(Page* page) {
  uint16_t block = 0;
  int32_t pitch = 0;
  for (size_t i = 0; i < page->lines.size(); ++i) {
    Line& line = page->lines[i];
    if (i > 0) {
      const Line& above = page->lines[i - 1];
      if (SameBlock(above, line, pitch)) {
        if (pitch == 0) pitch = std::abs(line.cross1 - above.cross1);
      } else {
        if (block < 0xFFFF) ++block;
        pitch = 0;
      }
    }
    line.block = block;
  }
}

}  // namespace filing_review::extract
