#include "service/calendar_date.h"

#include <chrono>
#include <cstddef>

namespace filing_review::service {

bool IsCalendarDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int number[10] = {};
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) continue;
    if (text[i] < '0' || text[i] > '9') return false;
    number[i] = text[i] - '0';
  }
  const int year = number[0] * 1000 + number[1] * 100 + number[2] * 10 + number[3];
  const auto month = static_cast<unsigned>(number[5] * 10 + number[6]);
  const auto day = static_cast<unsigned>(number[8] * 10 + number[9]);
  return year >= 1900 && year <= 2199 &&
         std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month),
                                     std::chrono::day(day))
             .ok();
}

}  // namespace filing_review::service
