// The lines near the upper and lower edges of pages, as they are compared to tell running lines.
// Internal to extract/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace filing_review::extract {

inline constexpr size_t kMostRunningCells = 3;  // of a running line: left, middle, right

// A line near an edge.
struct EdgeLine {
  size_t page = 0, line = 0;
  bool top = false;
  size_t rank = 0;            // 0: outermost
  int32_t height = 0;         // from its edge
  std::string words;          // digits masked, white space left out
  std::optional<int> number;  // of a line that is a number and little else
};

// Those of each page from the edge inwards: the upper ones of a page, then its lower ones.
std::vector<EdgeLine> EdgeLines(const Document& document);

// True where an edge line's words, `masked`, have a letter or Han character.
bool HasWords(std::string_view masked);

}  // namespace filing_review::extract
