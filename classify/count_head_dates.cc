#include "classify/count_head_dates.h"

#include <re2/re2.h>

#include <algorithm>

namespace filing_review::classify {

namespace {

bool IsChineseHead(const std::string& text) {
  return text.find("年") != std::string::npos || text.find("期末") != std::string::npos;
}

// "2021-12-31", "2020-03": as tables and charts write dates.
DateMention NumericDate(const std::string& text) {
  static const RE2* const re = new RE2(
      "(?:^|[^0-9])((?:19|20)[0-9]{2})[-./](0?[1-9]|1[0-2])(?:[-./"
      "](0?[1-9]|[12][0-9]|3[01]))?(?:$|["
      "^0-9])");
  DateMention date;
  std::string y, m, d;
  if (!RE2::PartialMatch(text, *re, &y, &m, &d)) return date;
  date.as_of = y + "-" + (m.size() < 2 ? "0" : "") + m;
  if (!d.empty()) date.as_of += "-" + std::string(d.size() < 2 ? "0" : "") + d;
  return date;
}

std::string YearOf(const std::string& date) { return date.substr(0, 4); }

}  // namespace

DateMention DateOfHead(const std::string& lines) {
  // A head over two lines: "Six months ended June" over "30, 2023".
  std::string head = lines;
  std::replace(head.begin(), head.end(), '\n', ' ');
  const Script script = IsChineseHead(head) ? Script::kChinese : Script::kEnglish;
  DateMention last;
  for (const DateMention& date : FindDates(head, script, {})) {
    if (date.as_of.empty()) continue;
    // "2021年度/2021年12月31日": the day says more.
    if (LastDay(date.as_of) == LastDay(last.as_of) && date.as_of.size() < last.as_of.size()) {
      continue;
    }
    last = date;
  }
  // "As of December 31, 2021 2022", "Year ended December 31," over "2021": the column's own year is
  // the last.
  static const RE2* const kYear = new RE2("(?:^|[ ,/])((?:19|20)[0-9]{2})(?:$|[ (AE])");
  std::string year, last_year;
  re2::StringPiece input(head);
  while (RE2::FindAndConsume(&input, *kYear, &year)) {
    last_year = year;
    if (!input.empty() && input.data()[-1] == ' ') input = {input.data() - 1, input.size() + 1};
  }
  static const RE2* const kDay = new RE2(
      "(?i)^(.*(?:ended|as of|as at|at|on)[^0-9]{0,12} [A-Z][a-z]+\\.? "
      "[0-9]{1,2}),?(?:.*[^0-9])?$");
  if (!last_year.empty() && script == Script::kEnglish &&
      (last.as_of.empty() || YearOf(last.as_of) != last_year)) {
    std::string before;
    last = {};
    last.as_of = last_year;
    if (RE2::PartialMatch(head.substr(0, head.rfind(last_year)), *kDay, &before)) {
      for (const DateMention& date : FindDates(before + ", " + last_year, Script::kEnglish, {})) {
        last = date;
      }
    }
  }
  if (const DateMention numeric = NumericDate(head);
      numeric.as_of.size() > last.as_of.size() || last.as_of.empty()) {
    if (!numeric.as_of.empty()) last = numeric;
  }
  return last;
}

std::string WithoutDate(const std::string& head) {
  static const RE2* const kDate = new RE2(
      "[0-9]+|年度?|月|日|末|底|(?i)as (?:of|at)|ended|fiscal|fy|years?|q|january|february|"
      "march|april|may|june|july|august|september|october|november|december|[\\s,/().-]");
  std::string rest = head;
  RE2::GlobalReplace(&rest, *kDate, "");
  return rest;
}

}  // namespace filing_review::classify
