#include "service/pipeline.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "classify/rule_vocabulary.h"
#include "extract/read_error.h"
#include "extract/read_stop.h"
#include "service/metrics.h"
#include "service/rule_folder.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

RulePackSummary Summarize(const LoadedRules& rules) {
  RulePackSummary summary;
  summary.version = rules.pack.version();
  summary.digest = rules.digest;
  for (const v1::Regime& regime : rules.pack.regimes().regimes()) {
    summary.regimes.push_back(regime.id());
  }
  summary.metrics = classify::RuleVocabulary(rules.pack).Names(classify::FieldRole::kMetric);
  for (const v1::DisclosureLabel& label : rules.pack.disclosures().categories()) {
    summary.categories.push_back(label.id());
  }
  for (const v1::DisclosureLabel& label : rules.pack.disclosures().statuses()) {
    summary.statuses.push_back(label.id());
  }
  return summary;
}

absl::StatusOr<extract::Document> ReadDocument(int fd, const std::string& sha256,
                                               const extract::ReadOptions& options,
                                               DocumentCache* documents) {
  if (documents != nullptr) {
    if (std::optional<extract::Document> known = documents->Find(sha256, options)) {
      return *std::move(known);
    }
  }
  absl::StatusOr<extract::Document> document = extract::ReadPdf(fd, options);
  if (document.ok() && documents != nullptr) documents->Keep(sha256, options, *document);
  return document;
}

// No page of it may be read by another try.
bool IsFinal(const extract::Document& document) {
  return std::none_of(document.pages.begin(), document.pages.end(),
                      [](const extract::Page& page) { return page.unread_transient; });
}

// Runs the rules and notes the time that they take.
template <typename Rules>
auto Timed(extract::OcrMode ocr, const Rules& rules) {
  const auto start = std::chrono::steady_clock::now();
  auto brief = rules();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  Observe(Metric::kRuleSeconds, {ocr == extract::OcrMode::kOff ? "text" : "ocr"}, took.count());
  return brief;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Pipeline>> Pipeline::Create(const std::string& rules_dir) {
  const absl::StatusOr<LoadedRules> rules = LoadRules(rules_dir);
  if (!rules.ok()) return rules.status();
  auto classifier = MakeClassifier(*rules);
  if (!classifier.ok()) return classifier.status();
  absl::StatusOr<RulesDigests> digests = DigestsOfRules(rules->pack);
  if (!digests.ok()) return digests.status();
  std::unique_ptr<Pipeline> pipeline(new Pipeline());
  pipeline->rules_digests_ = *std::move(digests);
  pipeline->rule_pack_ = Summarize(*rules);
  pipeline->classifier_ = *std::move(classifier);
  return pipeline;
}

absl::StatusOr<v1::ReviewBrief> Pipeline::ReviewFiling(const std::vector<FilingPart>& parts,
                                                       const PipelineOptions& options) const {
  std::vector<v1::DocumentRole> roles;
  roles.reserve(parts.size());
  for (const FilingPart& part : parts) roles.push_back(part.role);
  if (std::count(roles.begin(), roles.end(), v1::DOCUMENT_ROLE_MAIN) != 1 ||
      roles.front() != v1::DOCUMENT_ROLE_MAIN) {
    return absl::InvalidArgumentError("a filing has one main document, which comes first");
  }
  const std::vector<std::string> ids = DocumentIds(roles);
  classify::ClassifyOptions classify_options = options.classify;
  if (options.read.ocr != extract::OcrMode::kOff) {
    classify_options.ocr = options.read.ocr == extract::OcrMode::kForce ? "force" : "auto";
  }
  std::vector<extract::Document> documents(parts.size());
  std::vector<classify::DocumentPart> read(parts.size());
  for (size_t i = 0; i < parts.size(); ++i) {
    read[i].id = ids[i];
    read[i].role = roles[i];
    read[i].sha256 = parts[i].sha256;
    if (!read[i].sha256.empty()) continue;
    absl::StatusOr<std::string> sha256 = Sha256OfFile(parts[i].fd);
    if (!sha256.ok()) return sha256.status();
    read[i].sha256 = *std::move(sha256);
  }
  std::optional<FilingFindings> kept;
  if (options.findings != nullptr && options.read.password.empty()) {
    kept.emplace(*options.findings, FindingsKey(read, classify_options.ocr), rules_digests_);
    classify_options.findings = &*kept;
    std::optional<v1::ReviewBrief> brief =
        Timed(options.read.ocr, [&] { return classifier_->Recall(read, classify_options); });
    if (brief.has_value()) return *std::move(brief);
  }
  int32_t pages_before = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    extract::ReadOptions read_options = options.read;
    if (options.read.progress) {
      read_options.progress = [&](int32_t done, int32_t pages) {
        options.read.progress(pages_before + done, pages_before + pages);
      };
    }
    if (!parts[i].sha256.empty()) {
      // It may have changed since.
      absl::StatusOr<std::string> sha256 = Sha256OfFile(parts[i].fd);
      if (!sha256.ok()) return sha256.status();
      if (*sha256 != read[i].sha256) {
        return extract::ReadError(extract::kReasonFileChanged,
                                  "changed while it was read; start again when it is whole");
      }
    }
    absl::StatusOr<extract::Document> document =
        ReadDocument(parts[i].fd, read[i].sha256, read_options, options.documents);
    if (document.ok()) {
      documents[i] = *std::move(document);
      read[i].document = &documents[i];
      pages_before += documents[i].page_count;
      continue;
    }
    const std::string reason = extract::ReasonOf(document.status());
    if (i == 0 || reason.empty()) return document.status();
    read[i].unread_reason = reason;
    read[i].unread_transient = document.status().code() == absl::StatusCode::kInternal;
  }
  if (const absl::Status stop = extract::CheckWanted(options.read); !stop.ok()) return stop;
  // What another try may read is not what there is to find.
  const bool final = std::all_of(documents.begin(), documents.end(), IsFinal) &&
                     std::all_of(read.begin(), read.end(),
                                 [](const auto& part) { return part.document != nullptr; });
  if (!final) classify_options.findings = nullptr;
  v1::ReviewBrief brief =
      Timed(options.read.ocr, [&] { return classifier_->Classify(read, classify_options); });
  if (kept.has_value()) kept->Save();
  return brief;
}

std::vector<std::string> DocumentIds(const std::vector<v1::DocumentRole>& roles) {
  std::map<v1::DocumentRole, int> counts;
  std::vector<std::string> ids;
  for (const v1::DocumentRole role : roles) {
    std::string id = v1::DocumentRole_Name(role).substr(std::string_view("DOCUMENT_ROLE_").size());
    for (char& c : id) c = c == '_' ? '-' : static_cast<char>(c - 'A' + 'a');
    if (role != v1::DOCUMENT_ROLE_MAIN) id += "-" + std::to_string(++counts[role]);
    ids.push_back(std::move(id));
  }
  return ids;
}

}  // namespace filing_review::service
