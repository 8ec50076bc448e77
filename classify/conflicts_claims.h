// Claims of holding data of fewer persons than the filing's own figures say.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

class ClaimConflicts {
 public:
  static absl::StatusOr<std::unique_ptr<ClaimConflicts>> Create(const v1::RegimeRules& rules,
                                                                const MacroTable& macros);
  ~ClaimConflicts();

  // Appends one STATEMENT_CONTRADICTS_FIGURE for each holder of data (the issuer, a product) whose
  // figures are above what it claims: the claims' places, then the largest figures.
  void Find(const std::vector<AnalyzedDocument>& documents, v1::ReviewBrief& brief) const;

  // The number that a folded sentence claims, 0 where it claims none; for tests of rule examples.
  int64_t ClaimIn(const std::string& folded, Script script) const;

 private:
  ClaimConflicts();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
