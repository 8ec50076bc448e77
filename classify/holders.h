// Finds who holds or influences the issuer, from tables and prose.
// Thread-safe after Create.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class HolderFinder {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<HolderFinder>> Create(const v1::RulePack& pack,
                                                              const MacroTable& macros);
  ~HolderFinder();

  // Appends to brief.holders, brief.ownership_totals and brief.influence. brief.filing is filled in
  // already.
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  HolderFinder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
