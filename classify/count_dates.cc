#include "classify/count_dates.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "classify/chinese_numeral.h"
#include "classify/count_words.h"
#include "classify/fold.h"

namespace filing_review::classify {

namespace {

std::string Year(int y) { return std::to_string(y); }

std::string YearMonth(int y, int m) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d", y, m);
  return buffer;
}

std::string Day(int y, int m, int d) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", y, m, d);
  return buffer;
}

int LastDayOfMonth(int y, int m) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : kDays[m - 1];
}

bool IsYear(int y) { return y >= 1949 && y <= 2100; }

// First day of the period of `months` that ends in month `m` of year `y`.
std::string PeriodStart(int y, int m, int months) {
  int from = y * 12 + (m - 1) - (months - 1);
  return YearMonth(from / 12, from % 12 + 1);
}

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

// 12 or 十二; 0 where it is none.
int ReadSmall(const std::string& text) {
  if (text.empty()) return 0;
  if (text[0] >= '0' && text[0] <= '9') return std::atoi(text.c_str());
  std::u32string points;
  for (size_t at = 0; at < text.size();) points += NextCodePoint(text, at);
  const std::optional<Numeral> n = ReadChinese(points, 0);
  return n && n->end == points.size() ? static_cast<int>(n->value) : 0;
}

const RE2& ChineseDate() {
  // Groups: year, first year of a span, half year or span of months, quarter, month, day, suffix,
  // period behind a day.
  static const RE2* const re = new RE2(
      "(?:([0-9]{4}) ?年? ?[-至~] ?)?([0-9]{4}|[一二三四五六七八九零〇]{4}) ?年 ?(?:度)?(?:"
      "(上半年|前三季度|(?:1|一) ?月?[-至] ?([369]|三|六|九) ?月)|"
      "第? ?([1-4一二三四]) ?季度?|"
      "([0-9]{1,2}|十[一二]?|[一二三四五六七八九]) ?月 "
      "?(?:份)?(?:([0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?[日号])?)?"
      " ?(年末|年底|末|底|年初|初)?"
      " ?(?:止 ?(?:的)?(?:之)?([一二三四五六七八九十0-9]+) ?个月|止(?:财政)?年度)?");
  return *re;
}

void FindChinese(std::string_view text, const ReportPeriods& periods,
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
        int m = group(3) == "上半年" ? 6 : group(3) == "前三季度" ? 9 : ReadSmall(group(4));
        if (m < 1 || m > 12) m = 6;
        date.as_of = YearMonth(y, m);
        date.start = YearMonth(y, 1);
      } else if (!group(5).empty()) {
        const int q = ReadSmall(group(5));
        date.as_of = Year(y) + "Q" + std::to_string(q);
      } else if (!group(6).empty()) {
        const int m = ReadSmall(group(6));
        if (m < 1 || m > 12) continue;
        const int d = ReadSmall(group(7));
        date.as_of = d >= 1 && d <= 31 ? Day(y, m, d)
                     : end             ? Day(y, m, LastDayOfMonth(y, m))
                                       : YearMonth(y, m);
        if (!group(9).empty()) {
          date.start = PeriodStart(y, m, std::max(1, ReadSmall(group(9))));
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
  static const RE2* const kPeriodEnds =
      new RE2("报告期(?:各|每)期末|报告期内各期末|各报告期末|各期末");
  static const RE2* const kRelative = new RE2("同日|该日|当日|同期末|上述日期|该等日期|期末");
  re2::StringPiece input(text.data(), text.size()), group;
  if (!periods.ends.empty() &&
      kPeriodEnds->Match(input, 0, text.size(), RE2::UNANCHORED, &group, 1)) {
    for (const std::string& end : periods.ends) {
      DateMention date;
      date.begin = static_cast<size_t>(group.data() - text.data());
      date.end = date.begin + group.size();
      date.as_of = end;
      out.push_back(std::move(date));
    }
  } else if (kRelative->Match(input, 0, text.size(), RE2::UNANCHORED, &group, 1)) {
    DateMention date;
    date.begin = static_cast<size_t>(group.data() - text.data());
    date.end = date.begin + group.size();
    date.relative = true;
    out.push_back(std::move(date));
  }
}

#define MONTH                                                                               \
  "(January|February|March|April|May|June|July|August|September|October|November|December|" \
  "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?"

int MonthNumber(const std::string& name) {
  constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  std::string key;
  for (size_t i = 0; i < 3 && i < name.size(); ++i) {
    key += static_cast<char>(name[i] | 0x20);
  }
  const size_t at = kMonths.find(key);
  return at == std::string_view::npos ? 0 : static_cast<int>(at / 3) + 1;
}

int WordNumber(const std::string& word) {
  constexpr const char* kWords[] = {"one",   "two",   "three", "four", "five",   "six",
                                    "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
  for (int i = 0; i < 12; ++i) {
    if (RE2::FullMatch(word, std::string("(?i)") + kWords[i])) return i + 1;
  }
  return std::atoi(word.c_str());
}

void FindEnglish(std::string_view text, std::vector<DateMention>& out) {
  // Groups: 1-3 month day year, 4-6 day month year, 7-8 month year, 9-10 quarter year, 11-12 Qn
  // year, 13-14 half year, 15 end of year, 16 fiscal or plain year.
  static const RE2* const re = new RE2(
      "(?i)\\b(?:" MONTH
      " ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})|([0-9]{1,2})(?:st|nd|rd|th)? " MONTH
      ",? ([0-9]{4})|" MONTH
      ",? (?:of )?([0-9]{4})|(first|second|third|fourth|last) (?:fiscal )?quarter (?:of )?"
      "(?:fiscal (?:year )?)?([0-9]{4})|Q([1-4])[ -]?(?:of )?([0-9]{4})|(first|second) half (?:of "
      ")?([0-9]{4})|"
      "(?:the )?(?:end|close) of (?:the )?(?:fiscal )?(?:year )?([0-9]{4})|"
      "(?:fiscal (?:years? )?|in |of |by |for |during |since |from |to |and |through |throughout |"
      "exited |ended |year |and |, |/|until |late |early |mid-)((?:19[5-9]|20[0-9])[0-9]))\\b");
  re2::StringPiece input(text.data(), text.size());
  re2::StringPiece g[17];
  size_t at = 0;
  while (at < text.size() && re->Match(input, at, text.size(), RE2::UNANCHORED, g, 17)) {
    DateMention date;
    date.begin = static_cast<size_t>(g[0].data() - text.data());
    date.end = date.begin + g[0].size();
    at = std::max(date.end, at + 1);
    const auto number = [&](int i) { return std::atoi(g[i].as_string().c_str()); };
    if (g[1].data() != nullptr || g[4].data() != nullptr) {
      const bool us = g[1].data() != nullptr;
      const int m = MonthNumber((us ? g[1] : g[5]).as_string());
      const int d = number(us ? 2 : 4), y = number(us ? 3 : 6);
      if (m == 0 || d < 1 || d > 31 || !IsYear(y)) continue;
      date.as_of = Day(y, m, d);
      // "the six months ended June 30, 2022"
      static const RE2* const kEnded = new RE2(
          "(?i)\\b(?:(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,2})[ "
          "-]months?"
          "(?: periods?)?|(year|quarter)s?) (?:ended|ending)(?: on)? $");
      std::string months, unit;
      const size_t from = date.begin > 40 ? date.begin - 40 : 0;
      if (RE2::PartialMatch(Piece(text.substr(from, date.begin - from)), *kEnded, &months, &unit)) {
        const int n =
            !unit.empty() ? (unit[0] == 'y' || unit[0] == 'Y' ? 12 : 3) : WordNumber(months);
        if (n >= 1 && n <= 12) date.start = PeriodStart(y, m, n);
      }
    } else if (g[7].data() != nullptr) {
      const int m = MonthNumber(g[7].as_string()), y = number(8);
      if (m == 0 || !IsYear(y)) continue;
      date.as_of = YearMonth(y, m);
    } else if (g[9].data() != nullptr || g[11].data() != nullptr) {
      const int y = number(g[9].data() != nullptr ? 10 : 12);
      int q = 0;
      if (g[9].data() != nullptr) {
        const char c = static_cast<char>(g[9][0] | 0x20), e = static_cast<char>(g[9][1] | 0x20);
        q = c == 'f' ? (e == 'i' ? 1 : 4) : c == 's' ? 2 : c == 't' ? 3 : 4;
      } else {
        q = number(11);
      }
      if (!IsYear(y)) continue;
      date.as_of = Year(y) + "Q" + std::to_string(q);
    } else if (g[13].data() != nullptr) {
      const bool first = (g[13][0] | 0x20) == 'f';
      date.as_of = YearMonth(number(14), first ? 6 : 12);
      date.start = YearMonth(number(14), first ? 1 : 7);
    } else if (g[15].data() != nullptr) {
      date.as_of = Day(number(15), 12, 31);
    } else {
      const int y = number(16);
      if (!IsYear(y)) continue;
      date.begin = static_cast<size_t>(g[16].data() - text.data());
      // "the same period of 2021" is a period like the one before.
      static const RE2* const kSame =
          new RE2("(?i)same (?:period|date|time|months?|quarter) (?:of|in) $");
      const size_t from = date.begin > 30 ? date.begin - 30 : 0;
      if (RE2::PartialMatch(Piece(text.substr(from, date.begin - from)), *kSame) && !out.empty() &&
          out.back().as_of.size() >= 7) {
        date.as_of = Year(y) + out.back().as_of.substr(4);
      } else {
        date.as_of = Year(y);
        date.start = YearMonth(y, 1);
      }
    }
    out.push_back(std::move(date));
  }
  static const RE2* const kRelative = new RE2("(?i)\\b(?:that|the same|such) (?:date|day)\\b");
  re2::StringPiece group;
  if (kRelative->Match(input, 0, text.size(), RE2::UNANCHORED, &group, 1)) {
    DateMention date;
    date.begin = static_cast<size_t>(group.data() - text.data());
    date.end = date.begin + group.size();
    // The date before in the sentence, or one of an earlier sentence.
    for (const DateMention& other : out) {
      if (other.end <= date.begin && !other.relative) date.as_of = other.as_of;
    }
    date.relative = date.as_of.empty();
    out.push_back(std::move(date));
  }
}

// 2020年末-2022年末 stands for the ends of three years.
void FillSpans(std::string_view text, std::vector<DateMention>& dates) {
  static const RE2* const kSpan = new RE2(" ?[-至到~] ?");
  for (size_t i = 1; i < dates.size(); ++i) {
    const DateMention &a = dates[i - 1], &b = dates[i];
    if (a.end > b.begin || a.as_of.size() != b.as_of.size() || a.as_of.size() < 4) continue;
    if (!RE2::FullMatch(Piece(text.substr(a.end, b.begin - a.end)), *kSpan)) continue;
    const int from = std::atoi(a.as_of.substr(0, 4).c_str());
    const int to = std::atoi(b.as_of.substr(0, 4).c_str());
    if (to - from < 2 || to - from > 10 || a.as_of.substr(4) != b.as_of.substr(4)) continue;
    std::vector<DateMention> between;
    for (int y = from + 1; y < to; ++y) {
      DateMention one = b;
      one.as_of = Year(y) + b.as_of.substr(4);
      between.push_back(std::move(one));
    }
    dates.insert(dates.begin() + static_cast<ptrdiff_t>(i), between.begin(), between.end());
    i += between.size();
  }
}

// Marks dates with nothing but commas and "and" between them as one list.
void MarkLists(std::string_view text, Script script, std::vector<DateMention>& dates) {
  static const RE2* const kChineseJoint = new RE2("[ 、,及和与以至~-]*");
  static const RE2* const kEnglishJoint =
      new RE2("(?i)[ ,]*(?:and|to|through)?[ ,]*(?:in|as of|by|fiscal)? *");
  int list = 0;
  for (size_t i = 1; i < dates.size(); ++i) {
    if (dates[i].relative || dates[i - 1].relative) continue;
    const bool same = dates[i].begin == dates[i - 1].begin;
    const size_t from = std::min(dates[i - 1].end, dates[i].begin);
    const std::string_view gap = text.substr(from, dates[i].begin - from);
    if (!same &&
        !RE2::FullMatch(Piece(gap), script == Script::kChinese ? *kChineseJoint : *kEnglishJoint)) {
      continue;
    }
    if (dates[i - 1].list < 0) dates[i - 1].list = list++;
    dates[i].list = dates[i - 1].list;
  }
}

}  // namespace

std::vector<DateMention> FindDates(std::string_view text, Script script,
                                   const ReportPeriods& periods) {
  std::vector<DateMention> dates;
  if (script == Script::kChinese) {
    FindChinese(text, periods, dates);
  } else {
    FindEnglish(text, dates);
  }
  std::stable_sort(dates.begin(), dates.end(),
                   [](const DateMention& a, const DateMention& b) { return a.begin < b.begin; });
  if (script == Script::kChinese) FillSpans(text, dates);
  MarkLists(text, script, dates);
  return dates;
}

ReportPeriods FindReportPeriods(const AnalyzedDocument& analyzed) {
  static const RE2* const kDefinition =
      new RE2("报告期(?:各期|内)?[、,\t /最近三年及一期]*(?:指|,指|\t)|报告期为");
  ReportPeriods periods;
  for (const Sentence& s : analyzed.sentences) {
    const std::string_view text = analyzed.Text(s);
    const size_t at = text.find("报告期");
    if (at == std::string_view::npos || text.size() > 600 ||
        !RE2::PartialMatch(Piece(text), *kDefinition)) {
      continue;
    }
    std::vector<std::string> ends;
    for (const DateMention& date : FindDates(text.substr(at), Script::kChinese, {})) {
      const std::string end = LastDay(date.as_of);
      if (!end.empty() && std::find(ends.begin(), ends.end(), end) == ends.end())
        ends.push_back(end);
    }
    std::sort(ends.begin(), ends.end());
    if (ends.size() >= 2 && ends.size() <= 5) {
      periods.ends = std::move(ends);
      return periods;
    }
  }
  return periods;
}

std::string LastDay(const std::string& date) {
  const int y = std::atoi(date.substr(0, 4).c_str());
  if (!IsYear(y)) return {};
  if (date.size() == 4) return Day(y, 12, 31);
  if (date.size() == 6 && date[4] == 'Q') {
    const int m = 3 * (date[5] - '0');
    return m >= 3 && m <= 12 ? Day(y, m, LastDayOfMonth(y, m)) : std::string();
  }
  const int m = date.size() >= 7 ? std::atoi(date.substr(5, 2).c_str()) : 0;
  if (m < 1 || m > 12) return {};
  if (date.size() == 7) return Day(y, m, LastDayOfMonth(y, m));
  return date;
}

}  // namespace filing_review::classify
