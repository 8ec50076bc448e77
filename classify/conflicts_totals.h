// Printed totals of a table that its rows do not add up to.
// Thread-safe after Create.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/conflicts_sums.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

class TotalConflicts {
 public:
  static absl::StatusOr<std::unique_ptr<TotalConflicts>> Create(const v1::ConflictRules& rules,
                                                                const MacroTable& macros);
  ~TotalConflicts();

  // Appends one TOTALS_DISAGREE for each column that counts users or holdings and does not add up
  // in a table whose other columns do, or where a column of percentages shows that the rows are
  // the parts: without either the rows may not be what is summed. A column of holdings that is
  // alone in its table needs no other where its total is a whole or the difference a slip of
  // digits.
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  TotalConflicts();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
