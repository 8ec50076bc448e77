#include "classify/conflicts_sums.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace filing_review::classify {

double SumOf(const ColumnSum& column) {
  double sum = 0;
  for (const double value : column.rows) sum += value;
  return sum;
}

double RoundingOf(const ColumnSum& column) {
  // Each figure is rounded by half a unit, the total too.
  return 0.5 * column.unit * static_cast<double>(column.rows.size() + 1) +
         1e-9 * std::abs(SumOf(column));
}

bool AddsUp(const ColumnSum& column) {
  return std::abs(SumOf(column) - column.total) <= RoundingOf(column);
}

bool SharesOf(const ColumnSum& column, const ColumnSum& percents) {
  double sum = 0;
  for (const double value : column.rows) sum += value;
  if (sum <= 0 || std::abs(percents.total - 100) > percents.unit || !AddsUp(percents)) return false;
  for (size_t i = 0; i < column.rows.size(); ++i) {
    if (std::abs(100 * column.rows[i] / sum - percents.rows[i]) > percents.unit) return false;
  }
  return true;
}

bool KeepsRatioButOnce(const ColumnSum& percents, const ColumnSum& amounts) {
  const size_t n = percents.rows.size();
  if (amounts.rows.size() != n || n < 3) return false;
  std::vector<double> p = percents.rows, a = amounts.rows;
  p.push_back(percents.total);
  a.push_back(amounts.total);
  // Each figure in turn gives the ratio; the largest tells it best.
  size_t most = 0;
  for (size_t by = 0; by < p.size(); ++by) {
    if (a[by] <= 0 || p[by] <= 0) continue;
    const double ratio = p[by] / a[by];
    // The ratio itself is as exact as the printed figure.
    const double slack = 0.5 * percents.unit / p[by];
    size_t fit = 0;
    for (size_t i = 0; i < p.size(); ++i) {
      const double expected = a[i] * ratio;
      fit += std::abs(expected - p[i]) <= 0.5 * percents.unit + expected * slack + 1e-9 ? 1 : 0;
    }
    most = std::max(most, fit);
  }
  return most + 1 == p.size();
}

std::optional<double> CellNumber(std::string_view folded, double& unit) {
  std::string digits;
  bool negative = false;
  int decimals = -1;
  for (size_t i = 0; i < folded.size(); ++i) {
    const char c = folded[i];
    if (c >= '0' && c <= '9') {
      digits += c;
      if (decimals >= 0) ++decimals;
    } else if (c == '.' && decimals < 0 && !digits.empty()) {
      digits += c;
      decimals = 0;
    } else if ((c == '-' || c == '(') && digits.empty()) {
      negative = true;
    } else if (c != ',' && c != ' ' && c != ')' && c != '%' && c != '$') {
      return std::nullopt;
    }
  }
  unit = decimals > 0 ? std::pow(10.0, -decimals) : 1;
  if (digits.empty()) {
    if (folded == "-" || folded == "--" || folded == "—") return 0;
    return std::nullopt;
  }
  const double value = std::strtod(digits.c_str(), nullptr);
  return negative ? -value : value;
}

}  // namespace filing_review::classify
