#include "classify/metadata_date.h"

#include <algorithm>
#include <cctype>

#include "classify/calendar.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// Chinese digits, their variants in years included (Ο and O are printed for 〇).
int DigitOf(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
    case U'○':
    case U'Ο':
    case U'O':
    case U'o':
      return 0;
    case U'一':
      return 1;
    case U'二':
      return 2;
    case U'三':
      return 3;
    case U'四':
      return 4;
    case U'五':
      return 5;
    case U'六':
      return 6;
    case U'七':
      return 7;
    case U'八':
      return 8;
    case U'九':
      return 9;
    default:
      return -1;
  }
}

// A number before 年, 月 or 日: 2024, 二〇二四, 十二, 二十三, 廿三.
int ReadNumber(const std::vector<char32_t>& digits) {
  int value = 0, ones = -1;
  bool tens_seen = false;
  for (const char32_t c : digits) {
    if (c >= '0' && c <= '9') {
      value = value * 10 + static_cast<int>(c - '0');
    } else if (c == U'十' || c == U'廿' || c == U'卅') {
      const int ten = c == U'十' ? (ones > 0 ? ones : 1) : c == U'廿' ? 2 : 3;
      value = ten * 10;
      ones = -1;
      tens_seen = true;
    } else if (const int d = DigitOf(c); d >= 0) {
      if (tens_seen) {
        value += d;
      } else {
        value = value * 10 + d;
        ones = d;
      }
    } else {
      return -1;
    }
    if (value > 9999) return -1;
  }
  return digits.empty() ? -1 : value;
}

std::string Format(int year, int month, int day) {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
      day > LastDayOfMonth(year, month)) {
    return {};
  }
  return Day(year, month, day);
}

std::string ParseChinese(std::string_view text) {
  int parts[3] = {-1, -1, -1};
  std::vector<char32_t> digits;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = Fold(NextCodePoint(text, at));
    const int part = c == U'年' ? 0 : c == U'月' ? 1 : c == U'日' || c == U'号' ? 2 : -1;
    if (part >= 0) {
      parts[part] = ReadNumber(digits);
      digits.clear();
    } else if (c != ' ' && c != '\t' && c != '\n') {
      digits.push_back(c);
    }
  }
  return Format(parts[0], parts[1], parts[2]);
}

}  // namespace

std::string ParseDate(std::string_view text,
                      const google::protobuf::RepeatedPtrField<v1::MonthName>& months) {
  if (text.find("年") != std::string_view::npos) return ParseChinese(text);
  int month = 0, day = 0, year = 0;
  for (size_t i = 0; i < text.size();) {
    size_t j = i;
    if (std::isdigit(static_cast<unsigned char>(text[i])) != 0) {
      int value = 0;
      while (j < text.size() && j < i + 4 &&
             std::isdigit(static_cast<unsigned char>(text[j])) != 0) {
        value = value * 10 + (text[j++] - '0');
      }
      (j - i == 4 ? year : day) = value;
    } else if (std::isalpha(static_cast<unsigned char>(text[i])) != 0) {
      while (j < text.size() && std::isalpha(static_cast<unsigned char>(text[j])) != 0) ++j;
      const std::string_view word = text.substr(i, j - i);
      for (const v1::MonthName& name : months) {
        // "Sept", "Sep" and "September": three letters tell a month.
        const size_t n = std::min(word.size(), name.id().size());
        const bool same =
            n >= 3 && word.size() <= name.id().size() &&
            std::equal(word.begin(), word.end(), name.id().begin(), [](char a, char b) {
              return std::tolower(static_cast<unsigned char>(a)) ==
                     std::tolower(static_cast<unsigned char>(b));
            });
        if (same) month = name.month();
      }
    } else {
      j = i + 1;
    }
    i = j;
  }
  return Format(year, month, day);
}

}  // namespace filing_review::classify
