// Sentences that say who influences the issuer other than by holding shares.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/holder_lexicon.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/holder_rules.pb.h"

namespace filing_review::classify {

// What one rule finds in a sentence; places are bytes of the sentence.
struct InfluenceMatch {
  std::string kind, rule_id;
  size_t name_begin = 0, name_end = 0;  // equal: the sentence names nobody
};

class InfluenceFinder {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<InfluenceFinder>> Create(const v1::HolderRules& rules,
                                                                 const MacroTable& macros,
                                                                 const HolderLexicon& lexicon);
  ~InfluenceFinder();

  std::vector<InfluenceMatch> Read(std::string_view sentence, Script script) const;

  // Appends to brief.influence, in reading order: the first 12 of a kind, of these the first 3 of
  // one holder (or without a holder).
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  InfluenceFinder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
