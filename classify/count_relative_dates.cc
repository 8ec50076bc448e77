// Dates that point to one said before.
#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "classify/count_calendar.h"
#include "classify/count_date_forms.h"

namespace filing_review::classify {

namespace {

// Groups: the months that end on a day; a day; the end of a period; a period.
const RE2& Relative(Script script) {
  static const RE2* const kChinese = new RE2(
      "(?:该日|该日期|当日)止 ?([一二三四五六七八九十0-9]+) ?个月|"
      "(同日|该日期?|当日|上述日期|该等日期)|"
      "((?:同|当|该)(?:期|年|月|年度)末|期末)|"
      "(?:^|[^年较比与])((?:同|当|该)(?:年度|年|期)(?:内)?)");
  static const RE2* const kEnglish = new RE2(
      "(?i)\\b(?:(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,2})[ -]"
      "months? (?:periods? )?(?:ended|ending) (?:on )?(?:that|the same|such) (?:date|day)|"
      "((?:that|the same|such) (?:date|day))|"
      "(?:the )?(end of (?:that|the|such) (?:year|month|quarter|period))|"
      "(?:in|during|for) ((?:that|such) (?:year|month|quarter|period)|the year))\\b");
  return script == Script::kChinese ? *kChinese : *kEnglish;
}

}  // namespace

void FindRelativeDates(std::string_view text, Script script, std::vector<DateMention>& out) {
  const size_t absolute = out.size();
  re2::StringPiece input(text.data(), text.size()), groups[5];
  size_t at = 0;
  while (at < text.size() &&
         Relative(script).Match(input, at, text.size(), RE2::UNANCHORED, groups, 5)) {
    DateMention date;
    date.begin = static_cast<size_t>(groups[0].data() - text.data());
    date.end = date.begin + groups[0].size();
    at = std::max(date.end, at + 1);
    if (groups[4].data() != nullptr)
      date.begin = static_cast<size_t>(groups[4].data() - text.data());
    // "the same period of 2021" says its year itself.
    if (text.substr(date.end).starts_with(" of ")) continue;
    const bool inside = std::any_of(
        out.begin(), out.begin() + static_cast<ptrdiff_t>(absolute),
        [&](const DateMention& other) { return other.begin < date.end && date.begin < other.end; });
    if (inside) continue;
    date.relative = true;
    date.to_day = groups[1].data() != nullptr || groups[2].data() != nullptr;
    date.to_end = groups[3].data() != nullptr;
    if (groups[1].data() != nullptr) {
      const std::string months = groups[1].as_string();
      date.months =
          script == Script::kChinese ? ReadChineseNumber(months) : ReadEnglishNumber(months);
    }
    out.push_back(std::move(date));
  }
}

bool ResolveDate(const std::vector<DateMention>& dates, size_t before, DateMention& date) {
  const DateMention* found = nullptr;
  for (const DateMention& other : dates) {
    if (other.relative || other.as_of.empty() || other.end > before) continue;
    // "That date" is the last day that was named, not a year named since.
    if (date.to_day && found != nullptr && found->as_of.size() > other.as_of.size()) continue;
    found = &other;
  }
  if (found == nullptr) return false;
  date.as_of = date.to_end ? LastDay(found->as_of) : found->as_of;
  if (!date.to_day && !date.to_end) date.start = found->start;
  const int y = std::atoi(date.as_of.c_str());
  if (date.months >= 1 && date.months <= 12 && date.as_of.size() >= 7) {
    date.start = PeriodStart(y, std::atoi(date.as_of.substr(5, 2).c_str()), date.months);
  }
  date.relative = false;
  return true;
}

}  // namespace filing_review::classify
