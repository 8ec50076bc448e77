// Where the columns of a page begin and end, from the order in which its lines are read.
//
// A line that stands higher up than the one read before it begins another column. Lengths are
// 1/100 point. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/document.h"

namespace filing_review::classify {

struct PageColumns {
  std::vector<int32_t> right;  // a line: the right edge of the text of its column
  std::vector<bool> head;      // a line: the first body line of its column
  bool several = false;
};

PageColumns ColumnsOf(const extract::Page& page);

}  // namespace filing_review::classify
