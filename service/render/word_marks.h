// Which words of two texts differ: what to set off where they stand side by side.
//
//   WordMarks marks = MarkWords("45.2 million users", "52 million users");
//   marks.a   // {{0, 4}}: "45.2"
//
// A Chinese character is a word. Texts of which more than kMostMarkedWords differ in the middle are
// set off there as a whole. Deterministic and thread-safe.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace filing_review::render {

inline constexpr size_t kMostMarkedWords = 500;

// Bytes [from, to).
struct MarkedSpan {
  size_t from, to;
};

struct WordMarks {
  std::vector<MarkedSpan> a, b;
};

WordMarks MarkWords(std::string_view a, std::string_view b);

}  // namespace filing_review::render
