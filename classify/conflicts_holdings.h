// One holder's share told twice with different figures.
// Thread-safe after Create.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class HoldingConflicts {
 public:
  static absl::StatusOr<std::unique_ptr<HoldingConflicts>> Create(const v1::RulePack& pack,
                                                                  const MacroTable& macros);
  ~HoldingConflicts();

  // Appends one DIFFERENT_FIGURES for each pair of figures of one holder that have stage, class of
  // shares, basis and over-allotment in common, stand in different places and are apart by more
  // than rounding and ConflictRules.holding_least but by no more than holding_spread (or by two
  // digits that changed places). No conflict: a figure whose words say that it is held indirectly,
  // deemed to be or together with others (ConflictRules.other_reach), cornerstone investors'
  // subscriptions, and two places that differ for several holders, which are of two dates.
  void Find(v1::ReviewBrief& brief) const;

 private:
  HoldingConflicts();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
