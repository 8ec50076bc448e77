// Printed totals of a table that its rows do not add up to.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

// A column of a table as numbers: those of the rows, then the printed total.
struct ColumnSum {
  std::vector<double> rows;
  double total = 0;
  double unit = 1;  // of the last printed decimal
};

// False where the rows and the total differ by more than rounding.
bool AddsUp(const ColumnSum& column);

// A cell's figure: "1,398.3", "(12.5)", "25.04%"; a dash is 0; empty where it is none.
std::optional<double> CellNumber(std::string_view folded, double& unit);

class TotalConflicts {
 public:
  static absl::StatusOr<std::unique_ptr<TotalConflicts>> Create(const v1::ConflictRules& rules,
                                                                const MacroTable& macros);
  ~TotalConflicts();

  // Appends one TOTALS_DISAGREE for each column that counts users or holdings and does not add up
  // in a table whose other columns do, or where a column of percentages shows that the rows are
  // the parts: without either the rows may not be what is summed.
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  TotalConflicts();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
