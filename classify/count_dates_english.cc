// English dates and periods: June 30, 2023, the third quarter of 2021, fiscal 2022.
#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

#include "classify/calendar.h"
#include "classify/count_date_forms.h"
#include "classify/count_words.h"

namespace filing_review::classify {

namespace {

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

}  // namespace

int ReadEnglishNumber(const std::string& word) {
  constexpr const char* kWords[] = {"one",   "two",   "three", "four", "five",   "six",
                                    "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
  for (int i = 0; i < 12; ++i) {
    if (RE2::FullMatch(word, std::string("(?i)") + kWords[i])) return i + 1;
  }
  return std::atoi(word.c_str());
}

void FindEnglishDates(std::string_view text, std::vector<DateMention>& out) {
  // Groups: 1-3 month day year, 4-6 day month year, 7-8 month year, 9-10 quarter year, 11-12 Qn
  // year, 13-14 half year, 15 end of year, 16 fiscal or plain year, 17-18 first months of a year,
  // 19-20 and 21-22 half year by figures, 23 year of a figure in brackets, "(2022: 1.5 million)".
  static const RE2* const re = new RE2(
      "(?i)\\b(?:" MONTH
      " ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})|([0-9]{1,2})(?:st|nd|rd|th)? " MONTH
      ",? ([0-9]{4})|" MONTH
      ",? (?:of )?([0-9]{4})|(first|second|third|fourth|last) (?:fiscal )?quarter (?:of )?"
      "(?:fiscal (?:year )?)?([0-9]{4})|Q([1-4])[ -]?(?:of )?([0-9]{4})|(first|second) half (?:of "
      ")?([0-9]{4})|"
      "(?:the )?(?:end|close) of (?:the )?(?:fiscal )?(?:year )?([0-9]{4})|"
      "(?:fiscal (?:years? )?|in |of |by |for |during |since |from |to |and |through |throughout |"
      "exited |ended |year |and |, |/|until |late |early |mid-|(?:year-)?end-|year-end "
      ")((?:19[5-9]|20[0-9])[0-9])|"
      "first ([a-z]{3,6}|[0-9]{1,2}) months of (?:fiscal (?:year )?)?([0-9]{4})|"
      "([12])H ?([0-9]{4})|H([12]) (?:of )?([0-9]{4}))\\b|\\((20[0-9]{2}): ");
  re2::StringPiece input(text.data(), text.size());
  re2::StringPiece g[24];
  size_t at = 0;
  while (at < text.size() && re->Match(input, at, text.size(), RE2::UNANCHORED, g, 24)) {
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
            !unit.empty() ? (unit[0] == 'y' || unit[0] == 'Y' ? 12 : 3) : ReadEnglishNumber(months);
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
    } else if (g[17].data() != nullptr) {
      const int months = ReadEnglishNumber(g[17].as_string()), y = number(18);
      if (months < 1 || months > 12 || !IsYear(y)) continue;
      date.as_of = YearMonth(y, months);
      date.start = YearMonth(y, 1);
    } else if (g[19].data() != nullptr || g[21].data() != nullptr) {
      const int half = number(g[19].data() != nullptr ? 19 : 21);
      const int y = number(g[19].data() != nullptr ? 20 : 22);
      if (!IsYear(y)) continue;
      date.as_of = YearMonth(y, 6 * half);
      date.start = YearMonth(y, 6 * half - 5);
    } else if (g[23].data() != nullptr) {
      date.begin = static_cast<size_t>(g[23].data() - text.data());
      date.end = date.begin + g[23].size();
      date.as_of = Year(number(23));
      date.of_next = true;
      date.start = YearMonth(number(23), 1);
    } else if (g[15].data() != nullptr) {
      date.as_of = Day(number(15), 12, 31);
    } else {
      const int y = number(16);
      if (!IsYear(y)) continue;
      date.begin = static_cast<size_t>(g[16].data() - text.data());
      // "December 31, 2019, 2020 and 2021": the day is that of each.
      const std::string_view joint = out.empty() || out.back().end > date.begin
                                         ? std::string_view()
                                         : text.substr(out.back().end, date.begin - out.back().end);
      if ((joint == ", " || joint == " and " || joint == ", and ") && out.back().as_of.size() > 4 &&
          std::atoi(out.back().as_of.c_str()) != y) {
        const DateMention& first = out.back();
        const int years = y - std::atoi(first.as_of.c_str());
        date.as_of = InYear(first.as_of, y);
        if (!first.start.empty()) {
          date.start = InYear(first.start, std::atoi(first.start.c_str()) + years);
        }
      } else {
        date.as_of = Year(y);
        date.start = YearMonth(y, 1);
      }
    }
    out.push_back(std::move(date));
  }
}

}  // namespace filing_review::classify
