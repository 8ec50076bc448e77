// Reads each regime of the rule pack against the findings: conditions, outcome, notes.
// Thread-safe after Create.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "classify/classify.h"
#include "classify/pattern_set.h"
#include "classify/regimes_signals.h"
#include "filing_review/v1/brief.pb.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

class RegimeAssessor {
 public:
  // Fails where a rule is wrong; the status names it.
  static absl::StatusOr<std::unique_ptr<RegimeAssessor>> Create(const v1::RulePack& pack,
                                                                const MacroTable& macros);
  ~RegimeAssessor();

  // What the documents say; a signal is given where one of them gives it.
  SignalFindings Scan(const std::vector<AnalyzedDocument>& documents) const;

  // Fills brief.assessments and brief.review_factors from the findings and the metadata in brief
  // and from what Scan gave, whose rules need not be set.
  void Assess(SignalFindings signals, const ClassifyOptions& options, v1::ReviewBrief& brief) const;

 private:
  RegimeAssessor();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace filing_review::classify
