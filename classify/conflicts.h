// Finds places of a filing that do not agree with each other, or with the law in force.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class ConflictFinder {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<ConflictFinder>> Create(const v1::RulePack& pack,
                                                                const MacroTable& macros);
  ~ConflictFinder();

  // Appends to brief.conflicts.
  void Find(const std::vector<AnalyzedDocument>& documents, v1::ReviewBrief& brief) const;

 private:
  ConflictFinder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
