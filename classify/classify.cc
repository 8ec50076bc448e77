#include "classify/classify.h"

#include <thread>
#include <utility>

#include "classify/analyzed_document.h"
#include "classify/checklist.h"
#include "classify/conflicts.h"
#include "classify/data_handling.h"
#include "classify/evidence_places.h"
#include "classify/filing_documents.h"
#include "classify/headline.h"
#include "classify/holders.h"
#include "classify/metadata.h"
#include "classify/pattern_set.h"
#include "classify/regimes.h"
#include "classify/review_statements.h"
#include "classify/rule_trace.h"
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

// Names the document in the brief and adds what was searched of it.
void AddDocument(const DocumentPart& part, v1::ReviewBrief& brief) {
  v1::FilingDocument& document = *brief.mutable_filing()->add_documents();
  document.set_document_id(part.id);
  document.set_role(part.role);
  document.set_sha256(part.sha256);
  if (part.document == nullptr) {
    v1::UnreadPage& unread = *brief.mutable_coverage()->add_pages_unread();
    unread.set_document(part.id);
    unread.set_reason(part.unread_reason);
    unread.set_transient(part.unread_transient);
    return;
  }
  document.set_page_count(part.document->page_count);
  document.set_encrypted(part.document->encrypted);
  document.set_copy_forbidden(part.document->copy_forbidden);
  document.set_signatures_exist(part.document->signatures_exist);
  AddCoverage(*part.document, part.id, brief);
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

v1::ReviewBrief Classifier::Findings(const AnalyzedDocument& analyzed,
                                     const v1::ReviewBrief& brief) const {
  v1::ReviewBrief found;
  *found.mutable_filing() = brief.filing();
  *found.mutable_coverage() = brief.coverage();
  // The finders read the same things and write to fields of their own: two go at a time.
  v1::ReviewBrief disclosures = found;
  std::thread disclosure_finders([&] {
    impl_->data_handling->Find(analyzed, disclosures);
    impl_->review_statements->Find(analyzed, disclosures);
  });
  impl_->user_counts->Find(analyzed, found);
  impl_->holders->Find(analyzed, found);
  disclosure_finders.join();
  found.mutable_data_handling()->Swap(disclosures.mutable_data_handling());
  found.mutable_review_statements()->Swap(disclosures.mutable_review_statements());
  return found;
}

v1::ReviewBrief Classifier::Classify(const std::vector<DocumentPart>& parts,
                                     const ClassifyOptions& options) const {
  v1::ReviewBrief brief;
  std::vector<AnalyzedDocument> documents;  // those that could be opened
  std::vector<v1::DocumentRole> roles;      // of them
  for (const DocumentPart& part : parts) {
    AddDocument(part, brief);
    if (part.document == nullptr) continue;
    documents.push_back(Analyze(*part.document, part.id));
    roles.push_back(part.role);
    if (options.trace != nullptr && part.role == v1::DOCUMENT_ROLE_MAIN) {
      documents.back().trace = options.trace;
      options.trace->Open(documents.back());
    }
  }
  impl_->metadata->Read(documents.front(), options, *brief.mutable_filing());
  for (size_t i = 1; i < documents.size(); ++i) {
    impl_->metadata->AddLanguages(documents[i], *brief.mutable_filing());
  }
  v1::ReviewBrief of_main;
  for (size_t i = 0; i < documents.size(); ++i) {
    v1::ReviewBrief found = Findings(documents[i], brief);
    if (roles[i] == v1::DOCUMENT_ROLE_TRANSLATION) ShareFactIds(of_main, found);
    if (i == 0 && documents.size() > 1) of_main = found;
    AppendFindings(found, brief);
  }
  KeepOnePlaceAQuote(brief);
  impl_->regimes->Assess(documents, options, brief);
  impl_->conflicts->Find(documents, brief);
  KeepOnePlaceAQuote(brief);
  impl_->checklist->Build(brief);
  FillHeadline(brief);
  v1::Provenance& provenance = *brief.mutable_provenance();
  provenance.set_engine_version(FILING_REVIEW_VERSION);
  provenance.set_rule_pack_version(impl_->pack_version);
  provenance.set_rule_pack_digest(impl_->pack_digest);
  if (!options.ocr.empty()) provenance.add_options("ocr=" + options.ocr);
  provenance.set_revision(options.ocr.empty() ? 1 : 2);
  return brief;
}

}  // namespace filing_review::classify
