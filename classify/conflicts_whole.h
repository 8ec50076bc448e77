// Holdings of a table that are more than the whole.
// Thread-safe after Create.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

class WholeConflicts {
 public:
  static absl::StatusOr<std::unique_ptr<WholeConflicts>> Create(const v1::ConflictRules& rules,
                                                                const MacroTable& macros);
  ~WholeConflicts();

  // Appends one TOTALS_DISAGREE for each column of shares or votes of holders whose printed total
  // is above 100 %, or whose rows add up to more, by more than rounding. Rows that may count the
  // same shares twice are no sum: equal figures, groups, and tables whose words or lead-in speak of
  // beneficial, deemed or indirect holdings (ConflictRules.overlapping_holdings).
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  WholeConflicts();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
