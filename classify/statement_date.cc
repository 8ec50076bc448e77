#include "classify/statement_date.h"

#include <re2/re2.h>

#include <cctype>
#include <cstdio>
#include <cstdlib>

namespace filing_review::classify {

namespace {

constexpr char kMonths[] = "janfebmaraprmayjunjulaugsepoctnovdec";

// 1 to 12; 0: no month's name.
int MonthOf(std::string_view name) {
  if (name.size() < 3) return 0;
  for (int m = 0; m < 12; ++m) {
    bool same = true;
    for (size_t i = 0; i < 3; ++i) {
      same = same && std::tolower(static_cast<unsigned char>(name[i])) ==
                         kMonths[static_cast<size_t>(m) * 3 + i];
    }
    if (same) return m + 1;
  }
  return 0;
}

}  // namespace

std::optional<std::string> NearestDate(std::string_view text, size_t at) {
  static const RE2* const kDate = [] {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(false);
    const std::string month =
        "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
    return new RE2("(\\d{4}) ?年 ?(\\d{1,2}) ?月(?: ?(\\d{1,2}) ?日)?|\\b(" + month +
                       ") (?:(\\d{1,2}), )?(\\d{4})\\b|\\b(\\d{1,2}) (" + month + ") (\\d{4})\\b",
                   options);
  }();
  std::optional<std::string> best;
  size_t best_gap = 0;
  const re2::StringPiece input(text.data(), text.size());
  re2::StringPiece g[10];
  for (size_t from = 0; kDate->Match(input, from, text.size(), RE2::UNANCHORED, g, 10);) {
    const auto number = [&](int i) { return std::atoi(std::string(g[i]).c_str()); };
    int year, month, day;
    if (!g[1].empty()) {
      year = number(1), month = number(2), day = number(3);
    } else if (!g[4].empty()) {
      year = number(6), month = MonthOf({g[4].data(), g[4].size()}), day = number(5);
    } else {
      year = number(9), month = MonthOf({g[8].data(), g[8].size()}), day = number(7);
    }
    const size_t begin = static_cast<size_t>(g[0].data() - text.data());
    from = begin + g[0].size();
    if (month < 1 || month > 12 || day > 31 || year < 1900) continue;
    const size_t gap = at < begin ? begin - at : at > from ? at - from : 0;
    if (best.has_value() && gap >= best_gap) continue;
    char iso[40];
    if (day > 0) {
      std::snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
    } else {
      std::snprintf(iso, sizeof iso, "%04d-%02d", year, month);
    }
    best = iso;
    best_gap = gap;
  }
  return best;
}

}  // namespace filing_review::classify
