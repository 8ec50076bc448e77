// Finds what a filing discloses on handling data, by category and stance.
//
// A category holds where a sentence says what the issuer does, suffers or risks in it, or repeats
// a rule on it: "hackers may steal our users' data" is breach_incident as a RISK. The title of a
// law alone is nothing. One disclosure a sentence and category at most; its evidence is the
// sentence. Rules: classify/rules/20_data_handling*.textproto.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

// A disclosure before its evidence is taken from the page.
struct Disclosure {
  std::string category;
  v1::Stance stance = v1::STANCE_UNSPECIFIED;
  v1::DataSubjects data_subjects = v1::DATA_SUBJECTS_UNSPECIFIED;
  double confidence = 0;
  std::string rule_id;
  size_t sentence = 0;  // index into AnalyzedDocument::sentences
};

class DataHandlingFinder {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<DataHandlingFinder>> Create(const v1::RulePack& pack,
                                                                    const MacroTable& macros);
  ~DataHandlingFinder();

  // Disclosures in sentence order.
  std::vector<Disclosure> Disclosures(const AnalyzedDocument& analyzed) const;

  // Appends the disclosures to brief.data_handling in page order. brief.filing is filled in
  // already.
  void Find(const AnalyzedDocument& analyzed, v1::ReviewBrief& brief) const;

 private:
  DataHandlingFinder();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
