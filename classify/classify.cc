#include "classify/classify.h"

#include <thread>
#include <utility>

#include "classify/analyzed_document.h"
#include "classify/checklist.h"
#include "classify/conflicts.h"
#include "classify/data_handling.h"
#include "classify/evidence_places.h"
#include "classify/headline.h"
#include "classify/holders.h"
#include "classify/metadata.h"
#include "classify/pattern_set.h"
#include "classify/regimes.h"
#include "classify/review_statements.h"
#include "classify/user_counts.h"

namespace filing_review::classify {

struct Classifier::Impl {
  std::unique_ptr<MetadataReader> metadata;
  std::unique_ptr<UserCountFinder> user_counts;
  std::unique_ptr<DataHandlingFinder> data_handling;
  std::unique_ptr<ReviewStatementFinder> review_statements;
  std::unique_ptr<HolderFinder> holders;
  std::unique_ptr<RegimeAssessor> regimes;
  std::unique_ptr<ConflictFinder> conflicts;
  std::unique_ptr<ChecklistBuilder> checklist;
  std::string pack_version, pack_digest;
};

Classifier::Classifier() : impl_(std::make_unique<Impl>()) {}
Classifier::~Classifier() = default;

namespace {

// Creates one finder; keeps the first error.
template <typename T>
void Make(const v1::RulePack& pack, const MacroTable& macros, std::unique_ptr<T>& finder,
          absl::Status& status) {
  if (!status.ok()) return;
  absl::StatusOr<std::unique_ptr<T>> made = T::Create(pack, macros);
  if (made.ok()) {
    finder = *std::move(made);
  } else {
    status = made.status();
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Classifier>> Classifier::Create(const v1::RulePack& pack,
                                                               const std::string& pack_digest) {
  MacroTable macros;
  for (const v1::Macro& macro : pack.macros()) {
    absl::StatusOr<std::string> value = ExpandMacros(macro.value(), macros);
    if (!value.ok()) return value.status();
    macros[macro.id()] = *std::move(value);
  }
  std::unique_ptr<Classifier> classifier(new Classifier());
  Impl& impl = *classifier->impl_;
  absl::Status status;
  Make(pack, macros, impl.metadata, status);
  Make(pack, macros, impl.user_counts, status);
  Make(pack, macros, impl.data_handling, status);
  Make(pack, macros, impl.review_statements, status);
  Make(pack, macros, impl.holders, status);
  Make(pack, macros, impl.regimes, status);
  Make(pack, macros, impl.conflicts, status);
  Make(pack, macros, impl.checklist, status);
  if (!status.ok()) return status;
  impl.pack_version = pack.version();
  impl.pack_digest = pack_digest;
  return classifier;
}

v1::ReviewBrief Classifier::Classify(const extract::Document& document,
                                     const ClassifyOptions& options) const {
  v1::ReviewBrief brief;
  const AnalyzedDocument analyzed = Analyze(document);
  FillCoverage(document, brief);
  v1::FilingDocument& main = *brief.mutable_filing()->add_documents();
  main.set_document_id(analyzed.document_id);
  main.set_role(v1::DOCUMENT_ROLE_MAIN);
  main.set_sha256(options.sha256);
  main.set_page_count(document.page_count);
  impl_->metadata->Read(analyzed, options, *brief.mutable_filing());
  // The finders read the same things and write to fields of their own: two go at a time.
  v1::ReviewBrief disclosures;
  *disclosures.mutable_filing() = brief.filing();
  *disclosures.mutable_coverage() = brief.coverage();
  std::thread disclosure_finders([&] {
    impl_->data_handling->Find(analyzed, disclosures);
    impl_->review_statements->Find(analyzed, disclosures);
  });
  impl_->user_counts->Find(analyzed, brief);
  impl_->holders->Find(analyzed, brief);
  disclosure_finders.join();
  brief.mutable_data_handling()->Swap(disclosures.mutable_data_handling());
  brief.mutable_review_statements()->Swap(disclosures.mutable_review_statements());
  KeepOnePlaceAQuote(brief);
  impl_->regimes->Assess(analyzed, options, brief);
  impl_->conflicts->Find(analyzed, brief);
  KeepOnePlaceAQuote(brief);
  impl_->checklist->Build(brief);
  FillHeadline(brief);
  v1::Provenance& provenance = *brief.mutable_provenance();
  provenance.set_engine_version(FILING_REVIEW_VERSION);
  provenance.set_rule_pack_version(impl_->pack_version);
  provenance.set_rule_pack_digest(impl_->pack_digest);
  provenance.set_revision(1);
  return brief;
}

}  // namespace filing_review::classify
