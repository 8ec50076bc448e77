// Reads dates and periods from text.
//
//   ReportPeriods periods;
//   std::vector<DateMention> dates = FindDates("截至2023年6月30日止六个月", Script::kChinese,
//   periods);
//   // as_of "2023-06-30", start "2023-01"
//
// Forms: YYYY, YYYYQn, YYYY-MM, YYYY-MM-DD; as_of is the end of the period.
// Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/calendar.h"

namespace filing_review::classify {

struct DateMention {
  size_t begin = 0, end = 0;  // bytes
  std::string as_of;
  std::string start;      // start of the period; empty: an instant, or not said
  int list = -1;          // dates of one list ("2020年末、2021年末及2022年末") share it
  bool relative = false;  // "that date", 同期末: as_of is empty until it is resolved
  bool to_day = false;    // of such a date: it points to a day, not to a period
  bool to_end = false;    // it is the end of the period that it points to
  int years_back = 0;     // of such a date: it is so many years before the one that it points to
  int of_year = 0;        // of such a date: it is in this year ("the same quarter of 2020")
  int months = 0;         // it is a period of so many months that ends then
  bool of_next = false;   // "(2022: 1.5 million)": of the figures behind it only
};

// What "the end of each reporting period" stands for in a filing.
struct ReportPeriods {
  std::vector<std::string> ends;  // in time order, YYYY-MM-DD
};

std::vector<DateMention> FindDates(std::string_view text, Script script,
                                   const ReportPeriods& periods);

// Gives a relative date the last one of `dates` that ends before `before`; false where none does.
// FindDates has done so within the sentence.
bool ResolveDate(const std::vector<DateMention>& dates, size_t before, DateMention& date);

// Looks for the definition of the reporting period ("报告期指2020年度、2021年度及2022年度"); where
// there is none, the list of three or four years in a row that the filing repeats most.
ReportPeriods FindReportPeriods(const AnalyzedDocument& analyzed);

}  // namespace filing_review::classify
