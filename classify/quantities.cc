#include "classify/quantities.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "classify/arabic_numeral.h"
#include "classify/chinese_numeral.h"
#include "classify/english_numeral.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Folded code points of a text with the byte each starts at; one entry more at the end.
struct CodePoints {
  std::u32string c;
  std::vector<size_t> byte;
};

CodePoints Decode(std::string_view text) {
  CodePoints out;
  out.c.reserve(text.size());
  out.byte.reserve(text.size() + 1);
  for (size_t at = 0; at < text.size();) {
    out.byte.push_back(at);
    out.c += Fold(NextCodePoint(text, at));
  }
  out.byte.push_back(text.size());
  return out;
}

using Text = std::u32string_view;

char32_t At(Text text, size_t at) { return at < text.size() ? text[at] : 0; }
bool IsLetter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool HasAsciiCaseless(Text text, size_t at, Text lower) {
  if (at + lower.size() > text.size()) return false;
  for (size_t i = 0; i < lower.size(); ++i) {
    const char32_t c = text[at + i];
    if ((c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c) != lower[i]) return false;
  }
  return !IsLetter(At(text, at + lower.size()));
}
size_t SkipSpaces(Text text, size_t at) {
  while (At(text, at) == U' ') ++at;
  return at;
}
// Position behind `word` whose characters may be set apart by spaces; 0 where it is not there.
size_t Spaced(Text text, size_t at, Text word) {
  for (const char32_t c : word) {
    at = SkipSpaces(text, at);
    if (At(text, at) != c) return 0;
    ++at;
  }
  return at;
}

struct Found {
  Quantity::Kind kind = Quantity::Kind::kNumber;
  size_t begin = 0, end = 0;  // code points
  double value = 0;
  bool more = false;
  bool plain = false;
};

// ---- Chinese

bool StartsChinese(char32_t c) {
  return IsDigit(c) || c == U'.' || c == U'-' || c == U'+' || c == U'负' || c == U'半' ||
         c == U'廿' || c == U'卅' || c == U'卌' || ChineseDigit(c) >= 0 || ChineseUnit(c) != 0;
}

std::optional<Numeral> ReadPlainChinese(Text text, size_t at) {
  if (At(text, at) == U'半') {
    const char32_t next = At(text, at + 1);
    if (next == U'百') return Numeral{at + 2, 50};
    if (next == U'个' || next == U'数') return Numeral{at + 1, 0.5};
    return std::nullopt;
  }
  std::optional<Numeral> chinese = ReadChinese(text, at);
  if (chinese && !chinese->plain) return chinese;
  std::optional<Numeral> arabic = ReadArabic(text, at);
  if (!arabic || (chinese && chinese->end > arabic->end)) return chinese;
  return arabic;
}

// Half in 成 or 半: 五成, 三成半 are 50 % and 35 %; 0 where 成 begins another word.
double Tenths(Text text, size_t& at) {
  if (At(text, at) != U'成') return 0;
  constexpr Text kOtherWords = U"为立员功本都交熟品份分就年果套长";
  const char32_t next = At(text, at + 1);
  if (kOtherWords.find(next) != Text::npos) return 0;
  ++at;
  if (next == U'半') return ++at, 15;
  return 10;
}

std::optional<Found> ReadChineseQuantity(Text text, size_t at) {
  Found f;
  f.begin = at;
  size_t i = at;
  double sign = 1;
  if (At(text, i) == U'负') {
    sign = -1;
    i = SkipSpaces(text, i + 1);
  }
  std::optional<Numeral> n = ReadPlainChinese(text, i);
  if (!n && (At(text, i) == U'万' || At(text, i) == U'亿') && Spaced(text, i + 1, U"分之") != 0) {
    n = Numeral{i + 1, ChineseUnit(text[i])};
    n->ratio = true;
  }
  if (!n) return std::nullopt;
  f.value = n->value;
  f.end = n->end;
  f.more = n->more;
  f.plain = n->plain && sign == 1;

  // 又: 一又二分之一
  double whole = 0;
  size_t above = f.end;
  if (const size_t second = Spaced(text, f.end, U"又")) {
    const std::optional<Numeral> below = ReadPlainChinese(text, SkipSpaces(text, second));
    if (below && Spaced(text, below->end, U"分之") != 0) {
      whole = f.value;
      n = below;
      above = below->end;
    } else if (below && below->value > 1 && At(text, below->end) == U'分') {
      // 一又十分一, as said in Hong Kong
      if (const std::optional<Numeral> part = ReadPlainChinese(text, below->end + 1)) {
        f.value = sign * (f.value + part->value / below->value);
        f.end = part->end;
        return f;
      }
    }
  }
  if (const size_t second = Spaced(text, above, U"分之")) {
    size_t j = SkipSpaces(text, second);
    double second_sign = 1;
    if (At(text, j) == U'负') second_sign = -1, j = SkipSpaces(text, j + 1);
    std::optional<Numeral> numerator = ReadPlainChinese(text, j);
    if (numerator) {
      // 百 分 之 5.2 k
      if (const std::optional<Numeral> arabic = ReadArabic(text, j);
          arabic && arabic->end > numerator->end) {
        numerator = arabic;
      }
      f.end = numerator->end;
      f.plain = false;
      if (n->ratio && whole == 0) {
        f.kind = Quantity::Kind::kPercent;
        f.value = sign * second_sign * numerator->value * (100 / n->value);
        return f;
      }
      if (n->value != 0) f.value = whole + second_sign * numerator->value / n->value;
      f.value *= sign;
      return f;
    }
  }

  size_t j = SkipSpaces(text, f.end);
  if (At(text, j) == U'%' || At(text, j) == U'％') {
    f.kind = Quantity::Kind::kPercent;
    f.end = j + 1;
  } else if (const size_t points = Spaced(text, f.end, U"个百分点")) {
    f.kind = Quantity::Kind::kPercent;
    f.end = points;
  } else if (double tenths = f.value > 0 && f.value < 10 ? Tenths(text, j) : 0) {
    f.kind = Quantity::Kind::kPercent;
    f.value = f.value * 10 + (tenths == 15 ? 5 : 0);
    f.end = j;
  } else if (At(text, f.end) == U'打' && !n->plain) {
    f.value *= 12;
    ++f.end;
  } else if (At(text, f.end) == U'半' && f.plain) {
    f.value *= 0.5;
    ++f.end;
  } else if (!n->plain && (At(text, f.end) == U'元' || At(text, f.end) == U'圆')) {
    // 壹拾壹元壹角壹分
    size_t k = f.end + 1;
    for (const auto& [unit, value] : {std::pair{U'角', 0.1}, std::pair{U'分', 0.01}}) {
      if (ChineseDigit(At(text, k)) >= 0 && At(text, k + 1) == unit) {
        f.value += ChineseDigit(text[k]) * value;
        f.end = k += 2;
      }
    }
  }
  if (sign < 0) f.value = -f.value;
  return f;
}

// ---- English

std::optional<Found> ReadEnglishQuantity(Text text, size_t at) {
  const std::optional<Numeral> n = ReadEnglish(text, at);
  if (!n) return std::nullopt;
  Found f{Quantity::Kind::kNumber, at, n->end, n->value, n->more, n->plain};
  const size_t i = SkipSpaces(text, f.end);
  if (At(text, i) == U'%') {
    f.kind = Quantity::Kind::kPercent;
    f.end = i + 1;
    f.plain = false;
  } else {
    for (const Text word : {Text(U"percent"), Text(U"per cent"), Text(U"percentage"),
                            Text(U"percents"), Text(U"percentages")}) {
      if (!HasAsciiCaseless(text, i, word)) continue;
      f.kind = Quantity::Kind::kPercent;
      f.end = i + word.size();
      f.plain = false;
    }
  }
  return f;
}

// ---- ranges

// Position of the upper end behind a range word; 0 where there is none.
size_t BehindRangeWord(Text text, size_t begin, size_t end, bool chinese) {
  size_t i = SkipSpaces(text, end);
  const char32_t c = At(text, i);
  if (chinese) {
    if (Text(U"名户人个家位").find(c) != Text::npos && c != 0) c == 0 ? i : ++i;
    const char32_t joint = At(text, i);
    if (joint == U'至' || joint == U'到' || joint == U'-' || joint == U'~' || joint == U'～') {
      return SkipSpaces(text, i + 1);
    }
    return 0;
  }
  if (c == U'-' || c == U'~') return IsDigit(text[begin]) ? SkipSpaces(text, i + 1) : 0;
  // "between A and B"; "A to B" unless "from A to B", which is a change.
  size_t before = begin;
  while (before > 0 && !IsLetter(text[before - 1]) && begin - before < 3) --before;
  const auto preceded_by = [&](Text word) {
    return before >= word.size() && HasAsciiCaseless(text, before - word.size(), word);
  };
  if (HasAsciiCaseless(text, i, U"and") && preceded_by(U"between")) return SkipSpaces(text, i + 3);
  if (HasAsciiCaseless(text, i, U"to") && !preceded_by(U"from")) return SkipSpaces(text, i + 2);
  return 0;
}

// Widens `low` to a range with the number behind it; false where there is no range.
bool ReadRange(Text text, bool chinese, Found& low, double& upper) {
  const size_t second = BehindRangeWord(text, low.begin, low.end, chinese);
  if (second == 0 || second >= text.size()) return false;
  if (chinese && low.begin > 0) {
    size_t before = low.begin;
    while (before > 0 && text[before - 1] == U' ') --before;
    const char32_t c = before > 0 ? text[before - 1] : 0;
    if (c == U'由' || c == U'从' || c == U'自') return false;
  }
  if (!chinese && IsLetter(text[second]) != IsLetter(text[low.begin]) && !IsDigit(text[second])) {
    return false;
  }
  const std::optional<Found> high =
      chinese ? ReadChineseQuantity(text, second) : ReadEnglishQuantity(text, second);
  if (!high || At(text, high->end) == U'-' || At(text, high->end) == U'/') return false;
  if (low.kind != high->kind && (!low.plain || low.kind == Quantity::Kind::kPercent)) return false;
  double from = low.value;
  // 10-20万, between 170 and 190 million: the scale counts for both.
  if (low.plain) {
    if (const std::optional<Numeral> digits = ReadDigits(text, second);
        digits && digits->value > 0 && high->kind == Quantity::Kind::kNumber) {
      const double scale = high->value / digits->value;
      if (scale >= 100 && from <= digits->value) from *= scale;
    }
  }
  if (from >= high->value) return false;
  low.value = from;
  low.end = high->end;
  low.more = low.more || high->more;
  upper = high->value;
  return true;
}

}  // namespace

std::vector<Quantity> FindQuantities(std::string_view utf8, Script script) {
  std::vector<Quantity> quantities;
  const CodePoints points = Decode(utf8);
  const Text text = points.c;
  const bool chinese = script == Script::kChinese;
  size_t i = 0;
  while (i < text.size()) {
    const char32_t c = text[i];
    std::optional<Found> found;
    const bool inside_word = i > 0 && IsLetter(text[i - 1]);
    if (chinese) {
      if (StartsChinese(c) && !(inside_word && (c == U'-' || c == U'.'))) {
        found = ReadChineseQuantity(text, i);
      }
    } else if (IsLetter(c) ? !inside_word && !(i > 0 && IsDigit(text[i - 1]))
                           : (IsDigit(c) || c == U'-' || c == U'+' || c == U'.')) {
      found = ReadEnglishQuantity(text, i);
    }
    if (!found || found->end <= i) {
      // A word that is no number is passed as a whole.
      ++i;
      if (!chinese && IsLetter(c)) {
        while (i < text.size() && IsLetter(text[i])) ++i;
      }
      continue;
    }
    double upper = found->value;
    const Quantity::Kind single = found->kind;
    const bool range = ReadRange(text, chinese, *found, upper);
    Quantity q;
    q.kind = range ? Quantity::Kind::kRange : single;
    q.begin = points.byte[found->begin];
    q.end = points.byte[found->end];
    q.value = found->value;
    q.upper = range ? upper : found->value;
    q.more = found->more;
    quantities.push_back(q);
    i = found->end;
  }
  return quantities;
}

}  // namespace filing_review::classify
