// One code point to one: Traditional Chinese to Simplified, compatibility forms to plain ones,
// typographic quotes and dashes to ASCII. For matching only: never shown.
//
// Lengths in code points are kept, so that a match maps back to the page. Ligatures (ﬁ) are not
// folded here: FoldLigature spells them out and the caller maps the letters to the one glyph.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace filing_review::classify {

// The folded code point; `c` itself where there is nothing to fold.
char32_t Fold(char32_t c);

// Letters of a Latin ligature (U+FB00 to U+FB06) and of other compatibility forms that are several
// ASCII characters ('…' is left alone); empty where `c` is none.
std::string_view FoldLigature(char32_t c);

// A whole string, for tests, rule examples and names that are compared.
std::string FoldText(std::string_view utf8);

bool IsHan(char32_t c);

// Reads the code point at `at` and moves `at` behind it; U+FFFD for a broken byte.
char32_t NextCodePoint(std::string_view utf8, size_t& at);

}  // namespace filing_review::classify
