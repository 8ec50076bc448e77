#include "classify/count_dates.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

#include "classify/calendar.h"
#include "classify/count_date_forms.h"
#include "classify/count_words.h"

namespace filing_review::classify {

namespace {

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

// "2021年及2022年12月31日": the day is that of each year of the list before it.
void ShareDay(std::vector<DateMention>& dates) {
  for (size_t i = dates.size(); i-- > 1;) {
    DateMention& year = dates[i - 1];
    const DateMention& day = dates[i];
    if (year.list < 0 || year.list != day.list || year.as_of.size() != 4 ||
        day.as_of.size() != 10 || year.begin == day.begin) {
      continue;
    }
    const int y = std::atoi(year.as_of.c_str());
    const int years = y - std::atoi(day.as_of.c_str());
    year.as_of = InYear(day.as_of, y);
    year.start =
        day.start.empty() ? std::string() : InYear(day.start, std::atoi(day.start.c_str()) + years);
  }
}

}  // namespace

std::vector<DateMention> FindDates(std::string_view text, Script script,
                                   const ReportPeriods& periods) {
  std::vector<DateMention> dates;
  if (script == Script::kChinese) {
    FindChineseDates(text, periods, dates);
  } else {
    FindEnglishDates(text, dates);
  }
  FindRelativeDates(text, script, dates);
  std::stable_sort(dates.begin(), dates.end(),
                   [](const DateMention& a, const DateMention& b) { return a.begin < b.begin; });
  if (script == Script::kChinese) FillSpans(text, dates);
  MarkLists(text, script, dates);
  if (script == Script::kChinese) ShareDay(dates);
  for (DateMention& date : dates) {
    if (date.relative) ResolveDate(dates, date.begin, date);
  }
  return dates;
}

}  // namespace filing_review::classify
