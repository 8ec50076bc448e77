// Dates that point to one said before.
#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "classify/calendar.h"
#include "classify/count_date_forms.h"

namespace filing_review::classify {

namespace {

// Groups: the months that end on a day; a day; the end of a period; a period; the same a year
// before, right behind or before a figure; the end of the year before; the same of a year, which it
// says.
const RE2& Relative(Script script) {
  static const RE2* const kChinese = new RE2(
      "(?:该日|该日期|当日)止 ?([一二三四五六七八九十0-9]+) ?个月|"
      "(同日|该日期?|当日|上述日期|该等日期)|"
      "((?:同|当|该)(?:期|年|月|年度)末|期末)|"
      "(?:^|[^年较比与])((?:同|当|该)(?:年度|年|期)(?:内)?)|"
      "(?:^|[^较比与及和自从])(上年(?:年?[末底])|去年(?:年?[末底]))(?:则?[为是有]|的?[约超仅逾]|[0-"
      "9][0-9.,]*[万亿千名户人])|"
      "(?:^|[^较比与及和自从])(上年(?:同期|度)?|去年(?:同期)?)(?:则?[为是有]|的?[约超仅逾]|[0-9][0-"
      "9.,]*[万亿千名户人])|"
      "([0-9]{4}) ?年(?:度)?同期");
  static const RE2* const kEnglish = new RE2(
      "(?i)\\b(?:(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[0-9]{1,2})[ -]"
      "months? (?:periods? )?(?:ended|ending) (?:on )?(?:that|the same|such) (?:date|day)|"
      "((?:that|the same|such) (?:date|day))|"
      "(?:the )?(end of (?:that|the|such) (?:year|month|quarter|period))|"
      "(?:in|during|for) ((?:that|such) (?:year|month|quarter|period)|the year)|"
      "[0-9][0-9.,]*(?: (?:million|billion|thousand))?(?: (?:[a-z]+ ){0,3}[a-z]+s)? "
      "(?:as of|at) (the (?:prior|previous|preceding) (?:fiscal |calendar )?year[ -]end|"
      "(?:the )?end of (?:the )?(?:last|prior|previous|preceding) (?:fiscal |calendar )?year)|"
      "[0-9][0-9.,]*(?: (?:million|billion|thousand))?(?: (?:[a-z]+ ){0,3}[a-z]+s)? "
      "((?:a|one) year (?:earlier|ago|before)|(?:in|for|during|as of|at|on) the "
      "(?:(?:same|corresponding|comparable) (?:period|quarter|month|date|day|time) (?:of|in) the )?"
      "(?:prior|previous|preceding) (?:fiscal |calendar )?year|"
      "in the year before)|"
      "the (?:same|corresponding|comparable) (?:period|quarter|month|date|day|time) (?:of|in) "
      "([0-9]{4}))\\b");
  return script == Script::kChinese ? *kChinese : *kEnglish;
}

constexpr int kGroups = 8;

}  // namespace

void FindRelativeDates(std::string_view text, Script script, std::vector<DateMention>& out) {
  size_t absolute = out.size();
  re2::StringPiece input(text.data(), text.size()), groups[kGroups];
  size_t at = 0;
  while (at < text.size() &&
         Relative(script).Match(input, at, text.size(), RE2::UNANCHORED, groups, kGroups)) {
    DateMention date;
    date.begin = static_cast<size_t>(groups[0].data() - text.data());
    date.end = date.begin + groups[0].size();
    at = std::max(date.end, at + 1);
    for (const int alone : {4, 5, 6}) {
      if (groups[alone].data() == nullptr) continue;
      date.begin = static_cast<size_t>(groups[alone].data() - text.data());
      date.end = date.begin + groups[alone].size();
    }
    if (groups[7].data() != nullptr) {
      date.of_year = std::atoi(groups[7].as_string().c_str());
      if (!IsYear(date.of_year)) continue;
      // The year alone was taken for the date.
      std::erase_if(out, [&](const DateMention& other) {
        return !other.relative && other.begin >= date.begin && other.end <= date.end;
      });
      absolute = std::min(absolute, out.size());
    } else if (text.substr(date.end).starts_with(" of ")) {
      continue;  // "that period of the year"
    }
    const bool inside = std::any_of(
        out.begin(), out.begin() + static_cast<ptrdiff_t>(absolute),
        [&](const DateMention& other) { return other.begin < date.end && date.begin < other.end; });
    if (inside) continue;
    date.relative = true;
    date.to_day = groups[1].data() != nullptr || groups[2].data() != nullptr;
    date.to_end = groups[3].data() != nullptr || groups[5].data() != nullptr;
    date.years_back = groups[5].data() != nullptr || groups[6].data() != nullptr ? 1 : 0;
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
  const bool other_year = date.years_back > 0 || date.of_year > 0;
  for (const DateMention& other : dates) {
    if (other.relative || other.as_of.empty() || other.end > before) continue;
    // "That date" is the last day that was named, not a year named since.
    if (date.to_day && found != nullptr && found->as_of.size() > other.as_of.size()) continue;
    found = &other;
  }
  if (found == nullptr) {
    if (date.of_year == 0) return false;
    date.as_of = Year(date.of_year);
    date.start = YearMonth(date.of_year, 1);
    date.relative = false;
    return true;
  }
  if (other_year) {
    const int year = std::atoi(found->as_of.c_str());
    const int wanted = date.of_year > 0 ? date.of_year : year - date.years_back;
    date.as_of = date.to_end ? Day(wanted, 12, 31) : InYear(found->as_of, wanted);
    if (!date.to_end && !found->start.empty()) {
      date.start = InYear(found->start, std::atoi(found->start.c_str()) + wanted - year);
    }
    date.relative = false;
    return true;
  }
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
