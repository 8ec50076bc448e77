// Tells headings from body lines by numbering, font and length.
#pragma once

#include <cstdint>
#include <string_view>

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
// Numbering decides the level where there is one (第一章 and PART: 0; 第一节 and ITEM: 1; 一、, Item
// 3.D, A. and II.: 2; (一) and 1.1: 3; 1、: 4; (1): 5), else the size does.
int HeadingLevel(std::string_view text, uint16_t size, bool bold, uint16_t body_size);

}  // namespace filing_review::classify
