#include "classify/calendar.h"

#include <cstdio>
#include <cstdlib>

namespace filing_review::classify {

std::string Year(int y) { return std::to_string(y); }

std::string YearMonth(int y, int m) {
  char buffer[24];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d", y, m);
  return buffer;
}

std::string Day(int y, int m, int d) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", y, m, d);
  return buffer;
}

int LastDayOfMonth(int y, int m) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return m == 2 && (y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) ? 29 : kDays[m - 1];
}

bool IsDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int parts[3] = {};  // year, month, day
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) continue;
    if (text[i] < '0' || text[i] > '9') return false;
    int& part = parts[i < 4 ? 0 : i < 7 ? 1 : 2];
    part = part * 10 + (text[i] - '0');
  }
  const auto [y, m, d] = parts;
  return m >= 1 && m <= 12 && d >= 1 && d <= LastDayOfMonth(y, m);
}

bool IsYear(int y) { return y >= 1949 && y <= 2100; }

std::string InYear(const std::string& date, int year) {
  std::string moved = Year(year) + (date.size() > 4 ? date.substr(4) : "");
  if (moved.size() == 10 && moved.substr(5) == "02-29") {
    moved = Day(year, 2, LastDayOfMonth(year, 2));
  }
  return moved;
}

std::string PeriodStart(int y, int m, int months) {
  int from = y * 12 + (m - 1) - (months - 1);
  return YearMonth(from / 12, from % 12 + 1);
}

std::string LastDay(const std::string& date) {
  const int y = std::atoi(date.substr(0, 4).c_str());
  if (!IsYear(y)) return {};
  if (date.size() == 4) return Day(y, 12, 31);
  if (date.size() == 6 && date[4] == 'Q') {
    const int m = 3 * (date[5] - '0');
    return m >= 3 && m <= 12 ? Day(y, m, LastDayOfMonth(y, m)) : std::string();
  }
  const int m = date.size() >= 7 ? std::atoi(date.substr(5, 2).c_str()) : 0;
  if (m < 1 || m > 12) return {};
  if (date.size() == 7) return Day(y, m, LastDayOfMonth(y, m));
  return date;
}

}  // namespace filing_review::classify
