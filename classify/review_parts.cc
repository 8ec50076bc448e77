#include "classify/review_parts.h"

#include <utility>

#include "classify/rule_trace.h"

namespace filing_review::classify {

v1::FilingMetadata KnownTo(FindingsPart part, const v1::FilingMetadata& filing) {
  v1::FilingMetadata known;
  switch (part) {
    case FindingsPart::kUserCounts:
      known.set_issuer(filing.issuer());
      if (filing.has_filing_date()) known.set_filing_date(filing.filing_date());
      break;
    case FindingsPart::kHolders:
      known.set_issuer(filing.issuer());
      known.set_filing_type(filing.filing_type());
      known.set_listing_venue(filing.listing_venue());
      break;
    case FindingsPart::kConflicts:
      if (filing.has_filing_date()) known.set_filing_date(filing.filing_date());
      for (const v1::FilingDocument& document : filing.documents()) {
        known.add_documents()->set_document_id(document.document_id());
      }
      break;
    default:
      break;
  }
  return known;
}

void Write(const SignalFindings& signals, findings::v1::PartFindings& found) {
  for (const auto& [id, given] : signals) {
    findings::v1::FoundSignal& signal = *found.add_signals();
    signal.set_signal(id);
    signal.set_sentence_count(given.sentences);
    *signal.mutable_evidence() = given.evidence;
  }
}

SignalFindings SignalsOf(const findings::v1::PartFindings& found) {
  SignalFindings signals;
  for (const findings::v1::FoundSignal& signal : found.signals()) {
    GivenSignal& given = signals[signal.signal()];
    given.sentences = signal.sentence_count();
    given.evidence = signal.evidence();
  }
  return signals;
}

ReviewTexts::ReviewTexts(const std::vector<DocumentPart>& parts, RuleTrace* trace)
    : parts_(parts), trace_(trace) {}

const std::vector<AnalyzedDocument>& ReviewTexts::Plain() {
  // A trace wants to know the sentences before the first rule is asked.
  if (trace_ != nullptr) return Analyzed();
  if (!documents_.empty()) return documents_;
  for (const DocumentPart& part : parts_) {
    if (part.document == nullptr) continue;
    AnalyzedDocument& plain = documents_.emplace_back();
    plain.document = part.document;
    plain.document_id = part.id;
  }
  return documents_;
}

const std::vector<AnalyzedDocument>& ReviewTexts::Analyzed() {
  if (analyzed_) return documents_;
  analyzed_ = true;
  documents_.clear();
  for (const DocumentPart& part : parts_) {
    if (part.document == nullptr) continue;
    documents_.push_back(Analyze(*part.document, part.id));
    if (trace_ != nullptr && part.role == v1::DOCUMENT_ROLE_MAIN) {
      documents_.back().trace = trace_;
      trace_->Open(documents_.back());
    }
  }
  return documents_;
}

}  // namespace filing_review::classify
