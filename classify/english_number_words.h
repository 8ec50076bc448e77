// The words that English numbers are made of, and the tokens of one number: words and digits,
// joined by spaces or a hyphen.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace filing_review::classify {

enum class NumberWordKind {
  kNone,
  kUnit,
  kTeen,
  kTens,
  kHundred,
  kScale,
  kOrdinal,
  kHalf,
  kQuarter,
  kAnd,
  kPoint,
  kA,
  kDozen,
  kDigits,
  kOver,
  kMinus,
  kOf
};

struct NumberWord {
  NumberWordKind kind = NumberWordKind::kNone;
  double value = 0;
  bool plural = false;
};

struct NumberToken {
  NumberWord word;
  size_t begin = 0, end = 0;
};

// Number words and digits from `at` on that may belong to one number. Of digits `plural` says that
// they have a sign, an exponent, a fraction or a multiplier (Numeral::plain).
std::vector<NumberToken> ReadNumberTokens(std::u32string_view text, size_t at);

}  // namespace filing_review::classify
