// Reads a number written in Chinese, or in digits with Chinese units: 一千二百万 · 兩億三千萬 ·
// 廿六 · 壹佰贰拾 · 3.77亿 · 5万4千6百 · 十余万 · 三万五 · 一七二零 · 零点七七.
//
// Works on folded code points; spaces may stand inside as in "约 10 万" or "7 万5 千".
// 百 and 千 without a digit before are read as one of them; 万 and 亿 only behind a word such as
// 上, 近, 逾, 超 ("上亿").
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "classify/arabic_numeral.h"

namespace filing_review::classify {

// The number without sign, percent and fraction at `at`.
std::optional<Numeral> ReadChinese(std::u32string_view text, size_t at);

// Value of a Chinese digit; -1 where `c` is none.
int ChineseDigit(char32_t c);

// 10, 100, 1e3, 1e4, 1e8, 1e12 for a unit; 0 where `c` is none.
double ChineseUnit(char32_t c);

}  // namespace filing_review::classify
