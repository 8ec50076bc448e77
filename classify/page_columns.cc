#include "classify/page_columns.h"

#include <algorithm>
#include <cstddef>

namespace filing_review::classify {

namespace {

using extract::Direction;
using extract::Line;
using extract::LineRole;
using extract::Page;

constexpr int32_t kLinesUp = 3;  // of the font size, to the head of another column

}  // namespace

PageColumns ColumnsOf(const Page& page) {
  PageColumns out;
  const size_t n = page.lines.size();
  out.right.assign(n, 0);
  out.head.assign(n, false);
  int32_t right = 0;
  std::vector<size_t> heads;
  const Line* before = nullptr;
  for (size_t i = 0; i < n; ++i) {
    const Line& line = page.lines[i];
    if (line.role != LineRole::kBody) continue;
    right = std::max(right, line.end);
    if (line.direction != Direction::kRight) continue;
    if (before == nullptr ||
        (line.cross0 < before->cross0 - kLinesUp * line.font_size && line.start > before->start)) {
      heads.push_back(i);
      out.head[i] = true;
    }
    before = &line;
  }
  std::fill(out.right.begin(), out.right.end(), right);
  out.several = heads.size() > 1;
  for (size_t k = 0; k + 1 < heads.size(); ++k) {
    // Lines over both columns stand above the first.
    int32_t next = INT32_MAX, edge = 0;
    const size_t end = k + 2 < heads.size() ? heads[k + 2] : n;
    for (size_t i = heads[k + 1]; i < end; ++i) {
      if (page.lines[i].role == LineRole::kBody) next = std::min(next, page.lines[i].start);
    }
    for (size_t i = heads[k]; i < heads[k + 1]; ++i) {
      const Line& line = page.lines[i];
      if (line.role == LineRole::kBody && line.end <= next) edge = std::max(edge, line.end);
    }
    for (size_t i = heads[k]; i < heads[k + 1] && edge > 0; ++i) {
      if (page.lines[i].end <= next) out.right[i] = edge;
    }
  }
  return out;
}

}  // namespace filing_review::classify
