// What a piece of a table's text is: a figure, a year, the mark of a list item. Internal to
// extract/.
#pragma once

#include <cstdint>
#include <string_view>

namespace filing_review::extract {

enum class SegmentKind : uint8_t {
  kText,
  kNumber,       // 1,234 · 12.8% · 36,585,147股
  kPlaceholder,  // — · * · N/A
  kYear,         // 2021 · 2021年 · 31 December 2021 has words and is text
  kMark,         // (1) · • · a) · 1.: what a list item starts with, or a footnote mark
};

SegmentKind KindOf(std::string_view text);

// True for text that starts with the number of a heading or note: (二)…, （1）…, 3、…, 十一、…
bool OpensItem(std::string_view text);

// White space as it stands within a line.
bool IsBlank(char32_t c);

}  // namespace filing_review::extract
