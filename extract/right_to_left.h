// Lines of Hebrew and Arabic put from the order of their places into the order of reading.
//
//   if (line_has_right_to_left) OrderRightToLeft(line, &page);   // "ةيبرع test" -> "test عربية"
//
// A PDF paints glyphs at places; what is stored is the logical order that Unicode asks for (UAX #9
// read backwards): letters of the scripts written from right to left are turned, digits and words
// of other scripts among them are not, and brackets between them are mirrored. A cell runs from
// right to left where most of its letters do. A mark (a vowel sign) follows the letter it stands
// on. Boxes move with their characters. Pure.
#pragma once

#include "extract/document.h"

namespace filing_review::extract {

// A letter or mark of a script that is written from right to left.
bool IsRightToLeft(char32_t code);

// A vowel sign, point or accent that is set on the letter before it.
bool IsMark(char32_t code);

// Rewrites text, edges and superscripts of `line`, the last of `page`, cell by cell. Keeps the
// number of characters and of bytes.
void OrderRightToLeft(const Line& line, Page* page);

}  // namespace filing_review::extract
