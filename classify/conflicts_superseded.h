// Legal texts that were replaced before the filing, told as the law in force.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/regime_rules.pb.h"

namespace filing_review::classify {

class SupersededConflicts {
 public:
  static absl::StatusOr<std::unique_ptr<SupersededConflicts>> Create(const v1::RegimeRules& rules,
                                                                     const MacroTable& macros);
  ~SupersededConflicts();

  // Appends one QUOTES_SUPERSEDED_TEXT a rule: the old words and the words that call them the law,
  // of every passage that has both. Only for a filing whose date is known.
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

  // True where a folded passage is a case of the rule `id`; for tests of rule examples.
  bool Matches(const std::string& id, const std::string& folded) const;

 private:
  SupersededConflicts();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
