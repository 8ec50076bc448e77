#include "classify/english_numeral.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "classify/english_number_words.h"

namespace filing_review::classify {

namespace {

using Kind = NumberWordKind;
using Word = NumberWord;
using Token = NumberToken;

class Parser {
 public:
  explicit Parser(const std::vector<Token>& tokens) : tokens_(tokens) {}

  std::optional<Numeral> Number() {
    double sign = 1;
    if (KindAt(0) == Kind::kMinus) {
      sign = -1;
      ++i_;
    }
    std::optional<double> value = Mixed();
    if (!value) return std::nullopt;
    // "one over three", "one out of three": only from one on, "two over 3 years" is none.
    if (*value == 1 && KindAt(0) == Kind::kOver) {
      const size_t back = i_++;
      if (KindAt(0) == Kind::kOf) ++i_;
      size_t from = i_;
      const std::optional<double> below = Cardinal();
      if (below && *below > 0 && i_ > from) {
        *value /= *below;
      } else {
        i_ = back;
      }
    }
    Numeral n;
    n.value = sign * *value;
    n.end = tokens_[i_ - 1].end;
    n.plain = i_ == 1 && tokens_[0].word.kind == Kind::kDigits && !tokens_[0].word.plural;
    return n;
  }

 private:
  Kind KindAt(size_t ahead) const {
    return i_ + ahead < tokens_.size() ? tokens_[i_ + ahead].word.kind : Kind::kNone;
  }
  const Word& WordAt(size_t ahead) const { return tokens_[i_ + ahead].word; }

  // Denominator behind a numerator: halves, quarters, thirds, (one) twenty-fifth.
  std::optional<double> Denominator(double numerator, bool after_hundred) {
    const bool one = numerator == 1;
    if (KindAt(0) == Kind::kHalf) return ++i_, 2;
    if ((KindAt(0) == Kind::kQuarter || KindAt(0) == Kind::kOrdinal) &&
        (one ? !WordAt(0).plural || numerator != 1 : WordAt(0).plural) && WordAt(0).value > 1) {
      return tokens_[i_++].word.value;
    }
    if (KindAt(0) == Kind::kTens && KindAt(1) == Kind::kOrdinal && WordAt(1).value < 10 &&
        (one || after_hundred || WordAt(1).plural) &&
        (one ? !WordAt(1).plural : WordAt(1).plural)) {
      const double value = WordAt(0).value + WordAt(1).value;
      i_ += 2;
      return value;
    }
    return std::nullopt;
  }

  // A scale behind a fraction: half a million, one and a half million.
  double Scaled(double value) {
    if (KindAt(0) == Kind::kA && (KindAt(1) == Kind::kScale || KindAt(1) == Kind::kDozen)) ++i_;
    while (KindAt(0) == Kind::kScale || KindAt(0) == Kind::kDozen)
      value *= tokens_[i_++].word.value;
    return value;
  }

  std::optional<double> Mixed() {
    if (KindAt(0) == Kind::kHalf) {
      ++i_;
      return Scaled(0.5);
    }
    if (KindAt(0) == Kind::kPoint && KindAt(1) == Kind::kDigits) {
      const double value = WordAt(1).value;
      i_ += 2;
      return value / std::pow(10, std::floor(std::log10(std::max(1.0, value))) + 1);
    }
    if (KindAt(0) == Kind::kA) {
      const Kind next = KindAt(1);
      if (next == Kind::kHalf || next == Kind::kQuarter || next == Kind::kOrdinal ||
          (next == Kind::kTens && KindAt(2) == Kind::kOrdinal)) {
        ++i_;
        const std::optional<double> below = Denominator(1, false);
        if (!below) return std::nullopt;
        return Scaled(1 / *below);
      }
      if (next != Kind::kHundred && next != Kind::kScale && next != Kind::kDozen)
        return std::nullopt;
      ++i_;
    }
    std::optional<double> value = Cardinal();
    if (!value) return std::nullopt;
    if (tokens_[0].word.kind != Kind::kDigits) {
      if (const std::optional<double> below = Denominator(*value, hundred_)) return *value / *below;
    }
    // "and a half", "and two thirds"
    if (KindAt(0) == Kind::kAnd) {
      const size_t back = i_++;
      double above = 0;
      if (KindAt(0) == Kind::kA || KindAt(0) == Kind::kUnit) above = tokens_[i_++].word.value;
      const std::optional<double> below =
          above > 0 ? Denominator(above, false) : std::optional<double>();
      if (below) {
        *value += above / *below;
        *value = Scaled(*value);
      } else {
        i_ = back;
      }
    }
    return value;
  }

  std::optional<double> Cardinal() {
    double total = 0, section = 0, last_scale = INFINITY;
    bool has_section = false, any = false, decimal = false;
    words_ = hundred_ = false;
    const size_t from = i_;
    while (true) {
      const Kind kind = KindAt(0);
      if (kind == Kind::kNone) break;
      const double v = WordAt(0).value;
      if (kind == Kind::kDigits) {
        if (any) break;
        section = v;
        has_section = true;
        decimal = v != std::floor(v);
      } else if (decimal && (kind == Kind::kUnit || kind == Kind::kTeen || kind == Kind::kTens)) {
        break;  // "9.4 million five-star ratings"
      } else if (kind == Kind::kUnit || kind == Kind::kTeen) {
        const bool free = !has_section || (kind == Kind::kUnit ? std::fmod(section, 10) == 0 &&
                                                                     std::fmod(section, 100) != 10
                                                               : std::fmod(section, 100) == 0);
        if (!free || (has_section && section == 0)) break;
        // "two three fifths" is no number; "one hundred three" is one.
        section += v;
        has_section = words_ = true;
      } else if (kind == Kind::kTens) {
        // "hundred thirty fifths": thirty-fifth is the denominator.
        if (has_section && KindAt(1) == Kind::kOrdinal && WordAt(1).value < 10 && !after_and_ &&
            any) {
          break;
        }
        if (has_section && section > 0 && section < 10 && std::fmod(section, 1) == 0 && words_) {
          section = section * 100 + v;
        } else if (!has_section || (std::fmod(section, 100) == 0 && section > 0)) {
          section += v;
        } else {
          break;
        }
        has_section = words_ = true;
      } else if (kind == Kind::kHundred) {
        if (!has_section && !(i_ > 0 && tokens_[i_ - 1].word.kind == Kind::kA)) break;
        section = (has_section ? section : 1) * 100;
        has_section = hundred_ = true;
      } else if (kind == Kind::kScale) {
        if (!has_section && total == 0 && !(i_ > 0 && tokens_[i_ - 1].word.kind == Kind::kA)) break;
        if (!has_section && total == 0) section = 1;
        if (v >= last_scale) {
          total = (total + section) * v;
        } else {
          total += section * v;
        }
        section = 0;
        has_section = false;
        last_scale = v;
        hundred_ = true;
      } else if (kind == Kind::kDozen) {
        if (!any && !(i_ > 0 && tokens_[i_ - 1].word.kind == Kind::kA)) break;
        ++i_;
        return ((total + section) == 0 ? 1 : total + section) * v;
      } else if (kind == Kind::kPoint) {
        if (!any || !Decimals(section)) break;
        any = has_section = true;
        continue;
      } else if (kind == Kind::kAnd) {
        const Kind next = KindAt(1);
        if (!hundred_ && !(any && words_ && KindAt(2) == Kind::kAnd)) break;
        if (!words_ && !hundred_) break;
        if (next != Kind::kUnit && next != Kind::kTeen && next != Kind::kTens) break;
        if (!words_ && tokens_[from].word.kind == Kind::kDigits) break;
        // "and three quarters" is a fraction of its own.
        const Kind after = KindAt(2);
        if (next == Kind::kUnit && (after == Kind::kOrdinal || after == Kind::kQuarter)) break;
        after_and_ = true;
        ++i_;
        continue;
      } else {
        break;
      }
      any = true;
      ++i_;
    }
    if (i_ == from) return std::nullopt;
    return total + section;
  }

  // "point zero three", "point seventy-one", "point 1". False and unmoved where none follows.
  bool Decimals(double& section) {
    size_t j = i_ + 1;
    if (j >= tokens_.size()) return false;
    double value = 0, place = 1;
    if (tokens_[j].word.kind == Kind::kDigits) {
      value = tokens_[j].word.value;
      while (place <= value) place *= 10;
      ++j;
    } else if (tokens_[j].word.kind == Kind::kUnit) {
      while (j < tokens_.size() && tokens_[j].word.kind == Kind::kUnit) {
        value = value * 10 + tokens_[j++].word.value;
        place *= 10;
      }
    } else if (tokens_[j].word.kind == Kind::kTens || tokens_[j].word.kind == Kind::kTeen) {
      value = tokens_[j].word.value;
      if (tokens_[j].word.kind == Kind::kTens && j + 1 < tokens_.size() &&
          tokens_[j + 1].word.kind == Kind::kUnit) {
        value += tokens_[++j].word.value;
      }
      ++j;
      place = 100;
    } else {
      return false;
    }
    section += value / place;
    i_ = j;
    return true;
  }

  const std::vector<Token>& tokens_;
  size_t i_ = 0;
  bool words_ = false;    // a word below hundred was read
  bool hundred_ = false;  // hundred or a scale was read
  bool after_and_ = false;
};

}  // namespace

std::optional<Numeral> ReadEnglish(std::u32string_view text, size_t at) {
  const std::vector<Token> tokens = ReadNumberTokens(text, at);
  if (tokens.empty()) return std::nullopt;
  return Parser(tokens).Number();
}

}  // namespace filing_review::classify
