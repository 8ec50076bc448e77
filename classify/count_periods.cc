// The reporting period of a Chinese filing: by its definition, or by the list of years that the
// filing repeats.
#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "classify/calendar.h"
#include "classify/count_dates.h"
#include "classify/count_words.h"

namespace filing_review::classify {

namespace {

// A list of years is the reporting period where it stands at least so often.
constexpr int kRepeated = 4;

// The ends of the years of one list; empty where they do not follow each other.
std::vector<std::string> EndsOf(const std::vector<DateMention>& dates, size_t begin, size_t end) {
  std::vector<std::string> ends;
  for (size_t i = begin; i < end; ++i) {
    const std::string day = LastDay(dates[i].as_of);
    if (day.empty()) return {};
    if (!ends.empty() &&
        std::atoi(day.substr(0, 4).c_str()) != std::atoi(ends.back().substr(0, 4).c_str()) + 1) {
      return {};
    }
    ends.push_back(day);
  }
  return ends;
}

ReportPeriods RepeatedPeriods(const AnalyzedDocument& analyzed) {
  static const RE2* const kYears =
      new RE2("20[0-9]{2} ?年(?:度|末)?[、,] ?20[0-9]{2} ?年(?:度|末)?[、,及和] ?20[0-9]{2} ?年");
  std::map<std::vector<std::string>, int> seen;
  for (const Sentence& s : analyzed.sentences) {
    const std::string_view text = analyzed.Text(s);
    if (analyzed.passages[s.passage].script != Script::kChinese ||
        !RE2::PartialMatch(Piece(text), *kYears)) {
      continue;
    }
    const std::vector<DateMention> dates = FindDates(text, Script::kChinese, {});
    for (size_t i = 0; i < dates.size();) {
      size_t end = i + 1;
      while (end < dates.size() && dates[i].list >= 0 && dates[end].list == dates[i].list) ++end;
      if (end - i == 3 || end - i == 4) {
        if (std::vector<std::string> ends = EndsOf(dates, i, end); !ends.empty()) ++seen[ends];
      }
      i = end;
    }
  }
  ReportPeriods periods;
  int most = kRepeated - 1;
  for (const auto& [ends, times] : seen) {
    if (times > most) {
      most = times;
      periods.ends = ends;
    }
  }
  return periods;
}

}  // namespace

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
  return RepeatedPeriods(analyzed);
}

}  // namespace filing_review::classify
