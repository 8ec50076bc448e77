// Reads a number written in English words, or in digits with a word behind: one hundred and five ·
// thirty-one million two hundred thousand · 1.2 billion · half a million · one and a half million ·
// two thirds · three dozen · two point two million · 3 lakh.
//
// Works on folded code points, without regard to case. 'a', 'an' and 'point' alone are no number.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "classify/arabic_numeral.h"

namespace filing_review::classify {

// The number without percent at `at`, which is the start of a word or number.
std::optional<Numeral> ReadEnglish(std::u32string_view text, size_t at);

}  // namespace filing_review::classify
