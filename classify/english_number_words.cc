#include "classify/english_number_words.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "classify/arabic_numeral.h"

namespace filing_review::classify {

namespace {

using Kind = NumberWordKind;
using Word = NumberWord;
using Token = NumberToken;

const std::unordered_map<std::string, Word>& Words() {
  static const auto* const words = [] {
    auto* w = new std::unordered_map<std::string, Word>;
    const char* units[] = {"zero", "one", "two",   "three", "four",
                           "five", "six", "seven", "eight", "nine"};
    for (int i = 0; i < 10; ++i) (*w)[units[i]] = {Kind::kUnit, static_cast<double>(i)};
    for (const char* zero : {"naught", "nought", "nil"}) (*w)[zero] = {Kind::kUnit, 0};
    const char* teens[] = {"ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                           "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    for (int i = 0; i < 10; ++i) (*w)[teens[i]] = {Kind::kTeen, 10.0 + i};
    const char* tens[] = {"twenty", "thirty",  "forty",  "fifty",
                          "sixty",  "seventy", "eighty", "ninety"};
    for (int i = 0; i < 8; ++i) (*w)[tens[i]] = {Kind::kTens, 20.0 + 10 * i};
    (*w)["hundred"] = (*w)["hundreds"] = {Kind::kHundred, 100};
    const std::pair<const char*, double> scales[] = {
        {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}, {"trillion", 1e12}, {"lakh", 1e5},
        {"lac", 1e5},      {"lkh", 1e5},     {"crore", 1e7},   {"krore", 1e7},     {"koti", 1e7}};
    for (const auto& [name, value] : scales) {
      (*w)[name] = {Kind::kScale, value};
      (*w)[std::string(name) + "s"] = {Kind::kScale, value};
    }
    for (const char* crore : {"cr", "kr"}) (*w)[crore] = {Kind::kScale, 1e7};
    const std::pair<const char*, double> ordinals[] = {
        {"third", 3},        {"fourth", 4},       {"fifth", 5},       {"sixth", 6},
        {"seventh", 7},      {"eighth", 8},       {"ninth", 9},       {"tenth", 10},
        {"eleventh", 11},    {"twelfth", 12},     {"twentieth", 20},  {"first", 1},
        {"hundredth", 100},  {"thousandth", 1e3}, {"millionth", 1e6}, {"billionth", 1e9},
        {"trillionth", 1e12}};
    for (const auto& [name, value] : ordinals) {
      (*w)[name] = {Kind::kOrdinal, value};
      (*w)[std::string(name) + "s"] = {Kind::kOrdinal, value, true};
    }
    (*w)["half"] = (*w)["halves"] = {Kind::kHalf, 2};
    (*w)["quarter"] = {Kind::kQuarter, 4};
    (*w)["quarters"] = {Kind::kQuarter, 4, true};
    (*w)["and"] = {Kind::kAnd};
    (*w)["point"] = {Kind::kPoint};
    (*w)["a"] = (*w)["an"] = {Kind::kA, 1};
    for (const char* d : {"dozen", "dozens", "doz", "dozs", "dz", "dzs"})
      (*w)[d] = {Kind::kDozen, 12};
    (*w)["pair"] = (*w)["couple"] = {Kind::kDozen, 2};
    (*w)["over"] = {Kind::kOver};
    (*w)["out"] = {Kind::kOver};
    (*w)["minus"] = (*w)["negative"] = {Kind::kMinus};
    (*w)["of"] = {Kind::kOf};
    return w;
  }();
  return *words;
}

bool IsLetter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
char32_t At(std::u32string_view text, size_t at) { return at < text.size() ? text[at] : 0; }

// The word at `at`; kNone where it is no number word.
Token ReadWord(std::u32string_view text, size_t at) {
  Token token;
  token.begin = token.end = at;
  std::string lower;
  while (token.end < text.size() && IsLetter(text[token.end]) && lower.size() < 12) {
    const char32_t c = text[token.end++];
    lower += static_cast<char>(c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c);
  }
  if (IsLetter(At(text, token.end)) || IsDigit(At(text, token.end))) return token;
  const auto found = Words().find(lower);
  if (found != Words().end()) token.word = found->second;
  return token;
}

}  // namespace

std::vector<Token> ReadNumberTokens(std::u32string_view text, size_t at) {
  std::vector<Token> tokens;
  size_t i = at;
  while (tokens.size() < 24) {
    if (tokens.empty() || !IsLetter(At(text, i))) {
      const bool may_be_digits = tokens.empty() || tokens.back().word.kind == Kind::kPoint ||
                                 tokens.back().word.kind == Kind::kMinus ||
                                 tokens.back().word.kind == Kind::kOver ||
                                 tokens.back().word.kind == Kind::kOf;
      if (!IsLetter(At(text, i))) {
        if (!may_be_digits) break;
        const std::optional<Numeral> digits = ReadArabic(text, i);
        if (!digits) break;
        tokens.push_back({{Kind::kDigits, digits->value, !digits->plain}, i, digits->end});
        i = digits->end;
      }
    }
    if (IsLetter(At(text, i))) {
      const Token token = ReadWord(text, i);
      if (token.word.kind == Kind::kNone) break;
      tokens.push_back(token);
      i = token.end;
    }
    // Words are joined by spaces or one hyphen.
    size_t next = i;
    bool hyphen = false;
    while (At(text, next) == U' ' || (At(text, next) == U'-' && !hyphen)) {
      hyphen = hyphen || text[next] == U'-';
      ++next;
    }
    if (next == i && !IsLetter(At(text, next))) break;
    if (hyphen && !IsLetter(At(text, next))) break;
    i = next;
  }
  return tokens;
}

}  // namespace filing_review::classify
