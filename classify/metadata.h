// Tells what a filing is from its own pages: issuer, type, venue, date, languages.
// Thread-safe after Create.
#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/classify.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class MetadataReader {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<MetadataReader>> Create(const v1::RulePack& pack,
                                                                const MacroTable& macros);
  ~MetadataReader();

  // Adds the languages of another document of the filing behind those that are known.
  void AddLanguages(const AnalyzedDocument& analyzed, v1::FilingMetadata& metadata) const;

  // Fills issuer, type, venue, date, languages, draft stage; what the submitter gave wins.
  void Read(const AnalyzedDocument& analyzed, const ClassifyOptions& options,
            v1::FilingMetadata& metadata) const;

 private:
  MetadataReader();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
