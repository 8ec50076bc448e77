// Reads a number written in digits: 1,234.5 · １２３ · .77 · -5 · 3/4 · 2 1/4 · 1e6 · 1.1^2 · 15K.
//
//   if (std::optional<Numeral> n = ReadArabic(text, at)) use(n->value), at = n->end;
//
// Works on folded code points (classify/fold.h), so that full-width digits are plain ones.
// Groups of three digits are joined over a comma ("1,234"), and over a space only where the groups
// cannot be columns of a table that was read as prose ("40 000", "1 234 567").
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace filing_review::classify {

struct Numeral {
  size_t end = 0;  // one past the last code point
  double value = 0;
  bool more = false;   // a word for "and some more" stands inside: 十余万, 470 多万
  bool ratio = false;  // a power of ten with no digit before it: 百 of 百分之
  bool plain = false;  // digits only, without sign, exponent, fraction or multiplier
};

bool IsDigit(char32_t c);

// Where a number starts at `at` (a sign included), the number; otherwise nothing.
std::optional<Numeral> ReadArabic(std::u32string_view text, size_t at);

// Digits with separators and decimals only.
std::optional<Numeral> ReadDigits(std::u32string_view text, size_t at);

}  // namespace filing_review::classify
