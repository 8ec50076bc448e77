// Sentences that say who holds how much of the issuer.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/holder_issuer.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/holder_rules.pb.h"

namespace filing_review::classify {

// One holding that a sentence states; places are bytes of the sentence.
struct ProseHolding {
  std::string rule_id;
  size_t name_begin = 0, name_end = 0;
  double percent = 0;
  size_t percent_begin = 0, percent_end = 0;
  bool votes = false;                   // the percentage is of the votes
  std::optional<double> votes_percent;  // stated beside it
  std::string origin;                   // words on where the holder is from, before its name
};

class HolderProseReader {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<HolderProseReader>> Create(const v1::HolderRules& rules,
                                                                   const MacroTable& macros,
                                                                   const HolderLexicon& lexicon);
  ~HolderProseReader();

  std::vector<ProseHolding> Read(std::string_view sentence, Script script) const;

  // Mentions with evidence, in reading order. Table rows are left to FindTableHolders.
  std::vector<HolderMention> Find(const AnalyzedDocument& analyzed, const IssuerNames& issuer,
                                  FilingPhase phase) const;

 private:
  HolderProseReader();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
