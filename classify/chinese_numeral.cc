#include "classify/chinese_numeral.h"

#include <cmath>
#include <limits>

namespace filing_review::classify {

namespace {

char32_t At(std::u32string_view text, size_t at) { return at < text.size() ? text[at] : 0; }

size_t SkipSpaces(std::u32string_view text, size_t at) {
  while (At(text, at) == U' ') ++at;
  return at;
}

// 廿, 卅 and 卌 are a digit and 十 in one character.
int Tens(char32_t c) { return c == U'廿' ? 20 : c == U'卅' ? 30 : c == U'卌' ? 40 : 0; }

bool IsMore(char32_t c) { return c == U'余' || c == U'多' || c == U'几' || c == U'馀'; }

bool MayStandBeforeBareUnit(char32_t c) {
  return c == U'上' || c == U'近' || c == U'逾' || c == U'过' || c == U'超' || c == U'破';
}

// Sums up the parts of a number as they come, the greatest unit first.
class Sum {
 public:
  void Digit(double value, bool han, size_t digits) {
    digit_ = value;
    has_digit_ = true;
    han_digit_ = han && digits == 1;
  }
  bool has_digit() const { return has_digit_; }
  bool has_unit() const { return last_unit_ != 0; }
  void Zero() { zero_ = true; }

  // False where a unit cannot stand here (十一十: a second number begins).
  bool AcceptsSmall(double unit) const { return unit < small_; }
  void Small(double unit) {
    section_ += (has_digit_ ? digit_ : 1) * unit;
    small_ = last_unit_ = unit;
    has_digit_ = zero_ = false;
  }
  void Big(double unit) {
    // 百二万 is 1,200,000; in 六十二亿四万 the digit after 亿 is plain.
    zero_ = zero_ || last_unit_ >= 1e4;
    CloseSection();
    if (last_big_ != 0 && unit >= last_big_) {
      total_ = (total_ + section_) * unit;
    } else {
      total_ += section_ * unit;
    }
    section_ = 0;
    small_ = std::numeric_limits<double>::infinity();
    last_big_ = last_unit_ = unit;
    zero_ = false;
  }
  bool AcceptsBig(double unit) const {
    return has_digit_ || section_ != 0 ||
           (last_big_ != 0 && last_unit_ == last_big_ && unit >= 1e4);
  }
  double Value() {
    CloseSection();
    return total_ + section_;
  }

 private:
  // A last digit without a unit: 三万五 is 35,000, 一百零五 and 二十五 are plain.
  void CloseSection() {
    if (has_digit_) {
      const bool short_form = han_digit_ && !zero_ && last_unit_ >= 100;
      section_ += digit_ * (short_form ? last_unit_ / 10 : 1);
    }
    has_digit_ = false;
  }

  double total_ = 0, section_ = 0, digit_ = 0;
  double small_ = std::numeric_limits<double>::infinity();
  double last_unit_ = 0, last_big_ = 0;
  bool has_digit_ = false, han_digit_ = false, zero_ = false;
};

// Digits behind a decimal point; nothing where there are none.
std::optional<Numeral> ReadDecimals(std::u32string_view text, size_t at) {
  Numeral n;
  size_t i = at;
  for (; i < text.size(); ++i) {
    const char32_t c = text[i];
    const int digit = IsDigit(c) ? static_cast<int>(c - U'0') : c == U'两' ? -1 : ChineseDigit(c);
    if (digit < 0) break;
    n.value = n.value * 10 + digit;
  }
  if (i == at) return std::nullopt;
  n.value /= std::round(std::pow(10, i - at));
  n.end = i;
  return n;
}

// 一七二零: digits read one by one.
std::optional<Numeral> ReadDigitRun(std::u32string_view text, size_t at) {
  Numeral n;
  n.end = at;
  while (ChineseDigit(At(text, n.end)) >= 0) n.value = n.value * 10 + ChineseDigit(text[n.end++]);
  if (n.end - at < 2 || ChineseUnit(At(text, n.end)) != 0) return std::nullopt;
  return n;
}

}  // namespace

int ChineseDigit(char32_t c) {
  switch (c) {
    case U'零':
    case U'〇':
    case U'○':
      return 0;
    case U'一':
    case U'壹':
    case U'弌':
      return 1;
    case U'二':
    case U'贰':
    case U'两':
    case U'倆':
    case U'俩':
      return 2;
    case U'三':
    case U'叁':
    case U'参':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陆':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return -1;
  }
}

double ChineseUnit(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 10;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'仟':
      return 1e3;
    case U'万':
      return 1e4;
    case U'亿':
      return 1e8;
    case U'兆':
      return 1e12;
    default:
      return 0;
  }
}

std::optional<Numeral> ReadChinese(std::u32string_view text, size_t at) {
  const char32_t first = At(text, at);
  std::optional<Numeral> run;
  if (ChineseDigit(first) >= 0 && (run = ReadDigitRun(text, at))) {
    if (At(text, run->end) == U'点') {
      if (const std::optional<Numeral> decimals = ReadDecimals(text, run->end + 1)) {
        run->value += decimals->value;
        run->end = decimals->end;
      }
    }
    return run;
  }

  Numeral n;
  n.end = at;
  Sum sum;
  if (ChineseUnit(first) >= 1e4) {
    const bool short_form = first == U'万' && ChineseDigit(At(text, at + 1)) > 0;
    if (!short_form && (at == 0 || !MayStandBeforeBareUnit(text[at - 1]))) return std::nullopt;
    if (first == U'兆') return std::nullopt;
    sum.Digit(1, false, 1);
  } else if (ChineseUnit(first) != 0 && first != U'十' && first != U'拾') {
    n.ratio = true;
    // 数百万, 几千: a vague number.
    if (at > 0 && (text[at - 1] == U'数' || text[at - 1] == U'几' || text[at - 1] == U'多')) {
      return std::nullopt;
    }
  }

  bool any = false, arabic_first = false;
  double bare_unit = 0;
  size_t i = at;
  while (i < text.size()) {
    const size_t token = any ? SkipSpaces(text, i) : i;
    const char32_t c = At(text, token);
    const double unit = ChineseUnit(c);
    if (unit >= 1e4) {
      if (!sum.AcceptsBig(unit)) break;
      sum.Big(unit);
      bare_unit = 0;
      i = n.end = token + 1;
    } else if (unit > 0) {
      if (!sum.AcceptsSmall(unit) || (bare_unit != 0 && !sum.has_digit())) break;
      if (!sum.has_digit() && any && unit != 10 && sum.has_unit() && At(text, i - 1) != U'零')
        break;
      if (!any && !sum.has_digit() && unit > 10) bare_unit = unit;
      sum.Small(unit);
      i = n.end = token + 1;
    } else if (const int tens = Tens(c); tens != 0) {
      if (sum.has_digit() || !sum.AcceptsSmall(10)) break;
      const int of_tens = tens / 10;
      sum.Digit(of_tens, false, 1);
      sum.Small(10);
      i = n.end = token + 1;
    } else if (const int digit = ChineseDigit(c); digit > 0 || (digit == 0 && !any)) {
      if (sum.has_digit()) break;
      // A digit behind a small unit belongs to it only where no other number begins with it.
      const double next_unit = ChineseUnit(At(text, SkipSpaces(text, token + 1)));
      if (sum.has_unit() && next_unit != 0 && next_unit < 1e4 && !sum.AcceptsSmall(next_unit)) {
        if (sum.AcceptsSmall(10)) {
          sum.Digit(digit, true, 1);
          n.end = token + 1;
        }
        break;
      }
      if (digit == 0) {
        const char32_t next = At(text, token + 1);
        if (next == U'十' || next == U'拾') {
          sum.Small(10);
          any = true;
          n.end = token + 2;
          break;
        }
        sum.Digit(0, false, 1);
      } else {
        sum.Digit(digit, true, 1);
      }
      bare_unit = 0;
      i = n.end = token + 1;
    } else if (digit == 0 && sum.has_unit() && !sum.has_digit()) {
      const char32_t next = At(text, SkipSpaces(text, token + 1));
      if (ChineseDigit(next) <= 0 && ChineseUnit(next) == 0 && Tens(next) == 0 && !IsDigit(next) &&
          !IsMore(next)) {
        break;
      }
      sum.Zero();
      i = token + 1;
    } else if (IsDigit(c) && !sum.has_digit()) {
      const std::optional<Numeral> digits = ReadDigits(text, token);
      if (!digits) break;
      if (any) {
        const double next_unit = ChineseUnit(At(text, SkipSpaces(text, digits->end)));
        if (!sum.has_unit() || (next_unit == 0 && token != i)) break;
        if (next_unit == 0 && (digits->value >= 1e4 || At(text, digits->end) == U'年')) break;
      } else {
        arabic_first = true;
      }
      sum.Digit(digits->value, false, 2);
      i = n.end = digits->end;
    } else if (IsMore(c) && any) {
      // 十余万, 500 多万, 一百零几万: the unit must follow.
      const size_t next = SkipSpaces(text, token + 1);
      if (ChineseUnit(At(text, next)) < 100) break;
      if (c == U'多' && At(text, token - 1) == U' ' && !sum.has_digit() && !sum.has_unit()) break;
      n.more = true;
      i = token + 1;
    } else {
      break;
    }
    any = true;
  }
  if (n.end == at) return std::nullopt;
  n.ratio = n.ratio && n.end == at + 1;
  const bool digits_only = arabic_first && !sum.has_unit();
  n.plain = digits_only;
  n.value = sum.Value();

  // 点 is the decimal point between a Chinese number and digits.
  const size_t point = SkipSpaces(text, n.end);
  if (At(text, point) == U'点' && !arabic_first) {
    if (const std::optional<Numeral> decimals = ReadDecimals(text, SkipSpaces(text, point + 1))) {
      const double unit = ChineseUnit(At(text, decimals->end));
      n.value += decimals->value;
      n.end = decimals->end;
      if (unit >= 100) {  // 一点五亿
        n.value *= unit;
        ++n.end;
        if (unit == 1e4 && At(text, n.end) == U'亿') n.value *= 1e8, ++n.end;
      }
    }
  } else if (At(text, n.end) == U'半' && n.value == 1 && At(text, n.end + 1) != U'年' &&
             At(text, n.end + 1) != U'导') {
    n.value = 0.5;  // 一半
    ++n.end;
  }
  return n;
}

}  // namespace filing_review::classify
