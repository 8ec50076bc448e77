// Text of a filing made safe to show: a filing is written by strangers.
//
//   PlainText("a\x1b[31mb")   // "a\uFFFD[31mb": no terminal sees an escape sequence
//
// Control characters and those that turn the writing direction become U+FFFD, white space runs one
// space, broken UTF-8 U+FFFD. Leading and trailing white space is dropped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace filing_review::render {

std::string PlainText(std::string_view text);

// PlainText with the characters that mean something to HTML escaped, attributes included.
std::string HtmlText(std::string_view text);

// PlainText with the characters that mean something to Markdown escaped.
std::string MarkdownText(std::string_view text);

// Columns that `text` takes on a terminal: Chinese characters take two, combining marks none.
int DisplayWidth(std::string_view text);

// `text` cut to `width` columns with an ellipsis where it is longer, padded with spaces where it
// is shorter.
std::string FitToWidth(std::string_view text, int width);

// Lines of at most `width` columns, broken where Unicode allows it (so not before "，").
std::vector<std::string> WrapToWidth(std::string_view text, int width);

// `text` cut to at most `width` columns around the first place where `mark` stands.
std::string ExcerptAround(std::string_view text, std::string_view mark, int width);

// 1234567 is "1,234,567".
std::string GroupDigits(long long number);

// A percentage as short as it reads back: 12.8 is "12.8 %".
std::string PercentText(double percent);

}  // namespace filing_review::render
