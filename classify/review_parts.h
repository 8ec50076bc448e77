// What Classifier makes a review of, part by part: see classify/findings_cache.h.
#pragma once

#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/classify.h"
#include "classify/findings_cache.h"
#include "classify/regimes_signals.h"
#include "filing_review/findings/v1/part_findings.pb.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

struct PartOfReview {
  FindingsPart which = FindingsPart::kFiling;
  std::string input;
  findings::v1::PartFindings found;
  bool known = false;  // found before
};

// What a part may know of the filing: nothing else can change what it finds.
v1::FilingMetadata KnownTo(FindingsPart part, const v1::FilingMetadata& filing);

void Write(const SignalFindings& signals, findings::v1::PartFindings& found);
// Their rules are not set.
SignalFindings SignalsOf(const findings::v1::PartFindings& found);

// The documents of a filing, made ready for rules when a part first asks.
class ReviewTexts {
 public:
  // Both outlive this.
  ReviewTexts(const std::vector<DocumentPart>& parts, RuleTrace* trace);

  // One for each document that could be opened, the main one first. Of Plain, `document` and
  // `document_id` may be all that is set. Not thread-safe before Analyzed has returned once.
  const std::vector<AnalyzedDocument>& Plain();
  const std::vector<AnalyzedDocument>& Analyzed();

 private:
  const std::vector<DocumentPart>& parts_;
  RuleTrace* const trace_;
  bool analyzed_ = false;
  std::vector<AnalyzedDocument> documents_;
};

}  // namespace filing_review::classify
