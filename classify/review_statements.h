// Finds what the issuer says of its own cybersecurity-review position, told from rule text.
// Thread-safe after Create.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class ReviewStatementFinder {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<ReviewStatementFinder>> Create(const v1::RulePack& pack,
                                                                       const MacroTable& macros);
  ~ReviewStatementFinder();

  // Appends the statements to brief.review_statements in page order. brief.filing is filled in
  // already.
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  ReviewStatementFinder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
