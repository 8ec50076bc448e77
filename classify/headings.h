// Tells headings from body lines by numbering, font and length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace filing_review::classify {

// The font size with most characters among body lines, 1/100 point; 0 for an empty document.
uint16_t BodyFontSize(const extract::Document& document);

// True where the text opens with the numbering of a heading, of a level up to `deepest`.
bool StartsNumbered(std::string_view text, int deepest);

// True for text in capital letters only, at least four of them.
bool IsUpperCase(std::string_view text);

// Level of a heading (0: outermost), or -1 where the text is no heading.
//   text: one block of at most two lines, folded;  size: font size, 1/100 point;  bold: its font.
// Numbering decides the level where there is one (第一章 and PART: 0; 第一节 and ITEM: 1; 一、,
// Item 3.D, A. and II.: 2; (一) and 1.1: 3; 1、: 4; (1): 5), else the size does. An amount at the
// start of a line is no number of a heading: 2.3亿元, 3.5 million users.
int HeadingLevel(std::string_view text, uint16_t size, bool bold, uint16_t body_size);

// Bytes of the heading that stands in the line of its text, "Our data may be lost. To register, a"
// in type that is set apart, without its stop; 0 where there is none. The text behind it is no
// heading, so HeadingLevel takes the whole for none.
size_t RunInHeading(std::string_view text, uint16_t size, bool bold, uint16_t body_size,
                    int* level);

// Decimal numbers that no space parts from their Chinese words, "2.3注册资本", in the type of the
// body. They look like amounts; the numbers before tell them apart.
//
//   DecimalHeadings decimals;
//   decimals.LevelOf("1.1定义");    // 3: the first
//   decimals.Take("1.1 定义");
//   decimals.LevelOf("1.2解释");    // 3: follows on 1.1
//   decimals.LevelOf("2.3亿元");    // -1
class DecimalHeadings {
 public:
  // Level of a block, folded, that HeadingLevel takes for none: -1 unless it opens with the number
  // that comes next, or with the first of the next chapter or of a level below.
  int LevelOf(std::string_view text) const;
  // Remembers the number of a heading, folded; does nothing where it has no decimal one.
  void Take(std::string_view text);

 private:
  std::vector<int> last_;  // empty before the first
};

}  // namespace filing_review::classify
