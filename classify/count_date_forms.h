// The forms that FindDates knows, a language each. Internal to count_dates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classify/count_dates.h"

namespace filing_review::classify {

// 12, 十二 or "twelve"; 0 where it is none.
int ReadChineseNumber(const std::string& text);
int ReadEnglishNumber(const std::string& text);

// Append what they find, in any order.
void FindChineseDates(std::string_view text, const ReportPeriods& periods,
                      std::vector<DateMention>& out);
void FindEnglishDates(std::string_view text, std::vector<DateMention>& out);

// Dates that point to one before: "that date", 同期末. Those inside a date of `out` are none.
void FindRelativeDates(std::string_view text, Script script, std::vector<DateMention>& out);

}  // namespace filing_review::classify
