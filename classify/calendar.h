// Dates as briefs write them: YYYY, YYYYQn, YYYY-MM, YYYY-MM-DD.
#pragma once

#include <string>
#include <string_view>

namespace filing_review::classify {

std::string Year(int y);
std::string YearMonth(int y, int m);
std::string Day(int y, int m, int d);

// 1 to 12 for `m`.
int LastDayOfMonth(int y, int m);

// YYYY-MM-DD, a day of the calendar.
bool IsDate(std::string_view text);

// A year that a filing may speak of.
bool IsYear(int y);

// The same date in another year; the 29th of February becomes the 28th where that year has none.
std::string InYear(const std::string& date, int year);

// First month of the period of `months` that ends in month `m` of year `y`.
std::string PeriodStart(int y, int m, int months);

// The last day of a date in any of the forms as YYYY-MM-DD; empty where `date` is none.
std::string LastDay(const std::string& date);

}  // namespace filing_review::classify
