// Sums of table columns as printed.
// Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace filing_review::classify {

// A column of a table as numbers: those of the rows, then the printed total.
struct ColumnSum {
  std::vector<double> rows;
  double total = 0;
  double unit = 1;  // of the last printed decimal
};

// False where the rows and the total differ by more than rounding.
bool AddsUp(const ColumnSum& column);

// What the rows of a column add up to, and by how much rounding may falsify that.
double SumOf(const ColumnSum& column);
double RoundingOf(const ColumnSum& column);

// True where `percents` is printed as the rows' shares of what `column` adds up to, 100 in all:
// then the rows are the parts of the whole, whatever their total says.
bool SharesOf(const ColumnSum& column, const ColumnSum& percents);

// True where `percents` stands in one ratio to `amounts` in all rows and the total but for one of
// them: then the two columns are one holding told twice, and the one is a slip.
bool KeepsRatioButOnce(const ColumnSum& percents, const ColumnSum& amounts);

// A cell's figure: "1,398.3", "(12.5)", "25.04%"; a dash is 0; empty where it is none.
std::optional<double> CellNumber(std::string_view folded, double& unit);

}  // namespace filing_review::classify
