// Chinese dates and periods: 2023年6月30日止六个月, 二零二二年末, 2021年第三季度, 报告期各期末.
#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

#include "classify/calendar.h"
#include "classify/chinese_numeral.h"
#include "classify/count_date_forms.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

// 2023 or 二零二三; 0 where it is none.
int ReadYear(const std::string& text) {
  if (text.empty()) return 0;
  if (text[0] >= '0' && text[0] <= '9') return std::atoi(text.c_str());
  int value = 0;
  for (size_t at = 0; at < text.size();) {
    const int digit = ChineseDigit(NextCodePoint(text, at));
    if (digit < 0) return 0;
    value = value * 10 + digit;
  }
  return value;
}

const RE2& ChineseDate() {
  // Groups: year, first year of a span, half year or span of months, quarter, month, day, suffix,
  // period behind a day.
  static const RE2* const re = new RE2(
      "(?:([0-9]{4}) ?年? ?[-至~] ?)?([0-9]{4}|[一二三四五六七八九零〇]{4}) ?年 ?(?:度)?(?:"
      "(上半年|前三季度|(?:(?:1|一) ?月?[-至]|[前首]) ?([0-9]{1,2}|十[一二]?|[一二三四五六七八九]) "
      "?个?月)|"
      "第? ?([1-4一二三四]) ?季度?|"
      "([0-9]{1,2}|十[一二]?|[一二三四五六七八九]) ?月 "
      "?(?:份)?(?:([0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?[日号])?)?"
      " ?(年末|年底|末|底|年初|初)?"
      " ?(?:止 ?(?:的)?(?:之)?([一二三四五六七八九十0-9]+) ?个月|止(?:财政)?年度)?");
  return *re;
}

}  // namespace

int ReadChineseNumber(const std::string& text) {
  if (text.empty()) return 0;
  if (text[0] >= '0' && text[0] <= '9') return std::atoi(text.c_str());
  std::u32string points;
  for (size_t at = 0; at < text.size();) points += NextCodePoint(text, at);
  const std::optional<Numeral> n = ReadChinese(points, 0);
  return n && n->end == points.size() ? static_cast<int>(n->value) : 0;
}

void FindChineseDates(std::string_view text, const ReportPeriods& periods,
                      std::vector<DateMention>& out) {
  if (text.find("年") != std::string_view::npos) {
    re2::StringPiece input(text.data(), text.size());
    re2::StringPiece groups[10];
    size_t at = 0;
    while (at < text.size() &&
           ChineseDate().Match(input, at, text.size(), RE2::UNANCHORED, groups, 10)) {
      DateMention date;
      date.begin = static_cast<size_t>(groups[0].data() - text.data());
      date.end = date.begin + groups[0].size();
      at = std::max(date.end, at + 1);
      const auto group = [&](int i) {
        return std::string(groups[i].data() ? groups[i].as_string() : "");
      };
      const int y = ReadYear(group(2));
      if (!IsYear(y)) continue;
      const std::string suffix = group(8);
      const bool end =
          suffix.find("末") != std::string::npos || suffix.find("底") != std::string::npos;
      const bool beginning = suffix.find("初") != std::string::npos;
      if (const int first = std::atoi(group(1).c_str());
          IsYear(first) && first < y && y - first < 12) {
        // 2016-2018年末: one of each year.
        for (int each = first; each < y; ++each) {
          DateMention one = date;
          one.as_of = end ? Day(each, 12, 31) : Year(each);
          out.push_back(one);
        }
      }
      if (!group(3).empty()) {
        int m = group(3) == "上半年" ? 6 : group(3) == "前三季度" ? 9 : ReadChineseNumber(group(4));
        if (m < 1 || m > 12) m = 6;
        date.as_of = YearMonth(y, m);
        date.start = YearMonth(y, 1);
      } else if (!group(5).empty()) {
        const int q = ReadChineseNumber(group(5));
        date.as_of = Year(y) + "Q" + std::to_string(q);
      } else if (!group(6).empty()) {
        const int m = ReadChineseNumber(group(6));
        if (m < 1 || m > 12) continue;
        const int d = ReadChineseNumber(group(7));
        date.as_of = d >= 1 && d <= 31 ? Day(y, m, d)
                     : end             ? Day(y, m, LastDayOfMonth(y, m))
                                       : YearMonth(y, m);
        if (!group(9).empty()) {
          date.start = PeriodStart(y, m, std::max(1, ReadChineseNumber(group(9))));
        } else if (groups[0].as_string().find("年度", 6) != std::string::npos) {
          date.start = PeriodStart(y, m, 12);
        }
      } else {
        date.as_of = end ? Day(y, 12, 31) : beginning ? Day(y, 1, 1) : Year(y);
        if (suffix.empty()) date.start = YearMonth(y, 1);
      }
      out.push_back(std::move(date));
    }
  }
  if (periods.ends.empty()) return;
  // All periods of the report, or the last.
  static const RE2* const kPeriods = new RE2(
      "(报告期(?:内)?(?:各|每)(?:个)?期(?:期)?末?|各(?:个)?报告期(?:期)?末?|各期期?末)|报告期期?"
      "末");
  re2::StringPiece input(text.data(), text.size()), groups[2];
  if (!kPeriods->Match(input, 0, text.size(), RE2::UNANCHORED, groups, 2)) return;
  DateMention date;
  date.begin = static_cast<size_t>(groups[0].data() - text.data());
  date.end = date.begin + groups[0].size();
  const bool each = groups[1].data() != nullptr;
  for (size_t i = each ? 0 : periods.ends.size() - 1; i < periods.ends.size(); ++i) {
    date.as_of = periods.ends[i];
    out.push_back(date);
  }
}

}  // namespace filing_review::classify
