#include "extract/segment_kind.h"

#include "extract/utf8.h"

namespace filing_review::extract {

bool IsBlank(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000; }

namespace {

bool IsDigit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
bool IsDash(char32_t c) {
  return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2012 || c == 0x2212 || c == 0xFF0D ||
         c == 0x2015 || c == 0x2500;
}
bool IsBullet(char32_t c) {
  return c == 0x2022 || c == 0x25CF || c == 0x25A0 || c == 0x25CB || c == 0x2023 || c == 0xB7 ||
         c == 0x25C6 || c == 0xFFFD || (c >= 0xF000 && c <= 0xF0FF) || c == 0x2212;
}
bool IsBracket(char32_t c) {
  return c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09 || c == '[' || c == ']' || c == 0x3001;
}
// Letters and numerals that list items are counted by: a, iv, 三.
bool IsListNumeral(char32_t c) {
  return (c >= 'a' && c <= 'j') || c == 'v' || c == 'x' || (c >= 'A' && c <= 'J') || c == 0x4E00 ||
         c == 0x4E8C || c == 0x4E09 || c == 0x56DB || c == 0x4E94 || c == 0x516D || c == 0x4E03 ||
         c == 0x516B || c == 0x4E5D || c == 0x5341;
}

}  // namespace

SegmentKind KindOf(std::string_view text) {
  int digits = 0, dashes = 0, stars = 0, bullets = 0, brackets = 0, other = 0, points = 0;
  bool first_is_digit = false, seen = false, percent = false, ends_with_point = false;
  bool numeral = true;  // every other character is one that lists are numbered with
  for (size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, &i);
    if (IsBlank(c)) continue;
    ends_with_point = false;
    if (IsDigit(c)) {
      ++digits;
      if (!seen) first_is_digit = true;
      seen = true;
    } else if (c == ',' || c == '.' || c == 0xFF0C || c == 0xFF0E) {
      ++points;
      ends_with_point = c == '.' || c == 0xFF0E;
    } else if (c == '%' || c == 0xFF05) {
      percent = true;
    } else if (IsBullet(c)) {
      ++bullets;
    } else if (IsDash(c)) {
      ++dashes;
    } else if (c == '*' || c == 0x2217 || c == 0xFF0A) {
      ++stars;
    } else if (IsBracket(c)) {
      ++brackets;
    } else if (c == '<' || c == '>' || c == '$' || c == '~' || c == 0xA5 || c == '+' ||
               c == 0xFFE5 || c == 0x20AC || c == 0xA3) {
      // Signs that a figure may start with.
    } else {
      ++other;
      seen = true;
      numeral = numeral && IsListNumeral(c);
    }
  }
  if (digits == 0) {
    if (other == 0 && (dashes > 0 || stars > 0)) return SegmentKind::kPlaceholder;
    if (other == 0 && bullets > 0) return SegmentKind::kMark;
    if (text == "N/A" || text == "n/a" || text == "不适用" || text == "不適用") {
      return SegmentKind::kPlaceholder;
    }
    // A letter or numeral with a bracket or full point: (a), iv), 一、
    if (other > 0 && numeral && other <= 4 && brackets + (ends_with_point ? 1 : 0) > 0) {
      return SegmentKind::kMark;
    }
    return SegmentKind::kText;
  }
  if (other == 0) {
    if (!percent && (brackets > 0 ? points == 0 && digits <= 2 * brackets
                                  : digits <= 2 && points == 1 && ends_with_point)) {
      return SegmentKind::kMark;
    }
    if (digits == 4 && !percent && points == 0 && dashes == 0) {
      const size_t at = text.find_first_of("12");
      if (at != std::string_view::npos &&
          (text.substr(at, 2) == "19" || text.substr(at, 2) == "20")) {
        return SegmentKind::kYear;
      }
    }
    return SegmentKind::kNumber;
  }
  // A figure with a unit or a share class behind it; a year or a date is none.
  if (!first_is_digit) return SegmentKind::kText;
  if (text.find("年") != std::string_view::npos || text.find("月") != std::string_view::npos) {
    return digits <= 4 && other <= 3 ? SegmentKind::kYear : SegmentKind::kText;
  }
  if (points > 0 && digits >= 2 && other <= 3 * digits && other <= 24) return SegmentKind::kNumber;
  if (percent && other <= 2) return SegmentKind::kNumber;
  return other <= 2 && digits >= 2 ? SegmentKind::kNumber : SegmentKind::kText;
}

bool OpensItem(std::string_view text) {
  int before = 0;
  bool bracket = false;
  for (size_t i = 0; i < text.size() && before <= 3;) {
    const char32_t c = NextCodePoint(text, &i);
    if (IsBlank(c)) continue;
    if (c == '(' || c == 0xFF08) {
      if (before > 0 || bracket) return false;
      bracket = true;
      continue;
    }
    if (c == ')' || c == 0xFF09) return bracket && before > 0 && i < text.size();
    if (c == 0x3001) return !bracket && before > 0 && i < text.size();
    ++before;
  }
  return false;
}

}  // namespace filing_review::extract
