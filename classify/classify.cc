#include "classify/classify.h"

#include <thread>
#include <utility>

#include "classify/checklist.h"
#include "classify/conflicts.h"
#include "classify/data_handling.h"
#include "classify/evidence_places.h"
#include "classify/filing_documents.h"
#include "classify/findings_cache.h"
#include "classify/headline.h"
#include "classify/holders.h"
#include "classify/metadata.h"
#include "classify/part_rules.h"
#include "classify/pattern_set.h"
#include "classify/regimes.h"
#include "classify/review_parts.h"
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

// Creates a finder; keeps the first error.
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
  const absl::StatusOr<MacroTable> macros = ExpandedMacros(pack);
  if (!macros.ok()) return macros.status();
  std::unique_ptr<Classifier> classifier(new Classifier());
  Impl& impl = *classifier->impl_;
  absl::Status status;
  // What is kept of a part stands under the digest of these rules: it gets no others.
  const auto make = [&](FindingsPart part, auto&... finders) {
    const v1::RulePack rules = RulesOf(part, pack, *macros);
    MacroTable named;
    for (const v1::Macro& macro : rules.macros()) named[macro.id()] = macro.value();
    (Make(rules, named, finders, status), ...);
  };
  make(FindingsPart::kFiling, impl.metadata);
  make(FindingsPart::kUserCounts, impl.user_counts);
  make(FindingsPart::kDisclosures, impl.data_handling, impl.review_statements);
  make(FindingsPart::kHolders, impl.holders);
  Make(pack, *macros, impl.regimes, status);
  make(FindingsPart::kConflicts, impl.conflicts);
  Make(pack, *macros, impl.checklist, status);
  if (!status.ok()) return status;
  impl.pack_version = pack.version();
  impl.pack_digest = pack_digest;
  return classifier;
}

// One review: each part from what was kept, or from the documents.
class Classifier::Review {
 public:
  // `read`: the documents are there.
  Review(const Impl& impl, const std::vector<DocumentPart>& parts, const ClassifyOptions& options,
         bool read)
      : impl_(impl),
        options_(options),
        cache_(options.trace == nullptr ? options.findings : nullptr),
        read_(read),
        parts_(parts),
        texts_(parts, options.trace) {
    for (const DocumentPart& part : parts) {
      if (!read || part.document != nullptr) roles_.push_back(part.role);
    }
  }

  // Nothing where a part is not kept and the documents are not there.
  std::optional<v1::ReviewBrief> Brief() {
    v1::ReviewBrief brief;
    if (!ReadFiling(brief) || !Find(brief)) return std::nullopt;
    KeepOnePlaceAQuote(brief);
    if (!FindConflicts(brief)) return std::nullopt;
    PartOfReview signals = Ask(FindingsPart::kSignals, "");
    if (!Make(signals, [&] { Write(impl_.regimes->Scan(texts_.Analyzed()), signals.found); })) {
      return std::nullopt;
    }
    impl_.regimes->Assess(SignalsOf(signals.found), options_, brief);
    KeepOnePlaceAQuote(brief);
    impl_.checklist->Build(brief);
    FillHeadline(brief);
    FillProvenance(*brief.mutable_provenance());
    return brief;
  }

 private:
  PartOfReview Ask(FindingsPart which, std::string input) const {
    PartOfReview part{which, std::move(input), {}, false};
    if (cache_ == nullptr) return part;
    const std::optional<std::string> bytes = cache_->Find(which, part.input);
    part.known = bytes.has_value() && part.found.ParseFromString(*bytes);
    return part;
  }

  void Keep(const PartOfReview& part) const {
    if (cache_ != nullptr) cache_->Keep(part.which, part.input, part.found.SerializeAsString());
  }

  // False where it is not known and cannot be made.
  template <typename Maker>
  bool Make(PartOfReview& part, const Maker& make) const {
    if (part.known) return true;
    if (!read_) return false;
    part.found.Clear();
    make();
    Keep(part);
    return true;
  }

  bool ReadFiling(v1::ReviewBrief& brief) {
    v1::FilingMetadata given;
    given.set_listing_venue(options_.venue);
    given.set_filing_date(options_.filing_date);
    PartOfReview part = Ask(FindingsPart::kFiling, given.SerializeAsString());
    const bool made = Make(part, [&] {
      v1::ReviewBrief& filing = *part.found.add_briefs();
      for (const DocumentPart& document : parts_) AddDocument(document, filing);
      ClassifyOptions options;
      options.venue = options_.venue;
      options.filing_date = options_.filing_date;
      options.trace = options_.trace;
      const std::vector<AnalyzedDocument>& documents = texts_.Plain();
      impl_.metadata->Read(documents.front(), options, *filing.mutable_filing());
      for (size_t i = 1; i < documents.size(); ++i) {
        impl_.metadata->AddLanguages(documents[i], *filing.mutable_filing());
      }
    });
    if (!made || part.found.briefs().empty()) return false;
    brief.Swap(part.found.mutable_briefs(0));
    return true;
  }

  // What one finder or two find in each document.
  template <typename Finder>
  void FindInEach(PartOfReview& part, const v1::FilingMetadata& known, const Finder& find) {
    part.found.Clear();
    for (const AnalyzedDocument& analyzed : texts_.Analyzed()) {
      v1::ReviewBrief& found = *part.found.add_briefs();
      *found.mutable_filing() = known;
      find(analyzed, found);
      found.clear_filing();
    }
  }

  // Numbers of users, disclosures, holders.
  bool Find(v1::ReviewBrief& brief) {
    const v1::FilingMetadata for_counts = KnownTo(FindingsPart::kUserCounts, brief.filing());
    const v1::FilingMetadata for_holders = KnownTo(FindingsPart::kHolders, brief.filing());
    PartOfReview counts = Ask(FindingsPart::kUserCounts, for_counts.SerializeAsString());
    PartOfReview holders = Ask(FindingsPart::kHolders, for_holders.SerializeAsString());
    PartOfReview disclosures = Ask(FindingsPart::kDisclosures, "");
    for (PartOfReview* part : {&counts, &holders, &disclosures}) {
      part->known = part->known && part->found.briefs_size() == static_cast<int>(roles_.size());
      if (!part->known && !read_) return false;
    }
    if (!counts.known || !holders.known || !disclosures.known) texts_.Analyzed();
    // The finders read the same things and write to fields of their own: two go at a time.
    std::thread disclosure_finders;
    if (!disclosures.known) {
      disclosure_finders = std::thread([&] {
        FindInEach(disclosures, {}, [&](const AnalyzedDocument& analyzed, v1::ReviewBrief& found) {
          impl_.data_handling->Find(analyzed, found);
          impl_.review_statements->Find(analyzed, found);
        });
      });
    }
    if (!counts.known) {
      FindInEach(counts, for_counts, [&](const AnalyzedDocument& analyzed, v1::ReviewBrief& found) {
        impl_.user_counts->Find(analyzed, found);
      });
    }
    if (!holders.known) {
      FindInEach(holders, for_holders,
                 [&](const AnalyzedDocument& analyzed, v1::ReviewBrief& found) {
                   impl_.holders->Find(analyzed, found);
                 });
    }
    if (disclosure_finders.joinable()) disclosure_finders.join();
    for (const PartOfReview* part : {&counts, &holders, &disclosures}) {
      if (!part->known) Keep(*part);
    }
    v1::ReviewBrief of_main;
    for (size_t i = 0; i < roles_.size(); ++i) {
      const int at = static_cast<int>(i);
      v1::ReviewBrief& found = *counts.found.mutable_briefs(at);
      v1::ReviewBrief& owned = *holders.found.mutable_briefs(at);
      v1::ReviewBrief& disclosed = *disclosures.found.mutable_briefs(at);
      found.mutable_holders()->Swap(owned.mutable_holders());
      found.mutable_ownership_totals()->Swap(owned.mutable_ownership_totals());
      found.mutable_influence()->Swap(owned.mutable_influence());
      found.mutable_data_handling()->Swap(disclosed.mutable_data_handling());
      found.mutable_review_statements()->Swap(disclosed.mutable_review_statements());
      if (roles_[i] == v1::DOCUMENT_ROLE_TRANSLATION) ShareFactIds(of_main, found);
      if (i == 0 && roles_.size() > 1) of_main = found;
      AppendFindings(found, brief);
    }
    return true;
  }

  bool FindConflicts(v1::ReviewBrief& brief) {
    // They see the findings and little else.
    v1::FilingMetadata filing;
    v1::Coverage coverage;
    filing.Swap(brief.mutable_filing());
    coverage.Swap(brief.mutable_coverage());
    *brief.mutable_filing() = KnownTo(FindingsPart::kConflicts, filing);
    PartOfReview part = Ask(FindingsPart::kConflicts,
                            cache_ == nullptr ? std::string() : brief.SerializeAsString());
    const bool made = Make(part, [&] {
      impl_.conflicts->Find(texts_.Analyzed(), brief);
      part.found.add_briefs()->mutable_conflicts()->Swap(brief.mutable_conflicts());
    });
    brief.mutable_filing()->Swap(&filing);
    brief.mutable_coverage()->Swap(&coverage);
    if (!made || part.found.briefs().empty()) return false;
    brief.mutable_conflicts()->Swap(part.found.mutable_briefs(0)->mutable_conflicts());
    return true;
  }

  void FillProvenance(v1::Provenance& provenance) const {
    provenance.set_engine_version(FILING_REVIEW_VERSION);
    provenance.set_rule_pack_version(impl_.pack_version);
    provenance.set_rule_pack_digest(impl_.pack_digest);
    if (!options_.ocr.empty()) provenance.add_options("ocr=" + options_.ocr);
    provenance.set_revision(options_.ocr.empty() ? 1 : 2);
  }

  const Impl& impl_;
  const ClassifyOptions& options_;
  FindingsCache* const cache_;
  const bool read_;
  const std::vector<DocumentPart>& parts_;
  ReviewTexts texts_;
  std::vector<v1::DocumentRole> roles_;  // of the documents that could be opened
};

v1::ReviewBrief Classifier::Classify(const std::vector<DocumentPart>& parts,
                                     const ClassifyOptions& options) const {
  return Review(*impl_, parts, options, true).Brief().value_or(v1::ReviewBrief());
}

std::optional<v1::ReviewBrief> Classifier::Recall(const std::vector<DocumentPart>& parts,
                                                  const ClassifyOptions& options) const {
  return Review(*impl_, parts, options, false).Brief();
}

}  // namespace filing_review::classify
