#include "service/pipeline.h"

#include <optional>
#include <utility>

#include "classify/pattern_set.h"
#include "classify/rule_pack.h"
#include "service/rule_folder.h"
#include "service/sha256.h"

namespace filing_review::service {

absl::StatusOr<std::unique_ptr<Pipeline>> Pipeline::Create(const std::string& rules_dir) {
  v1::RulePack pack;
  const std::string_view embedded = classify::EmbeddedRulePack();
  if (!pack.ParseFromArray(embedded.data(), static_cast<int>(embedded.size()))) {
    return absl::InternalError("the embedded rule pack is damaged");
  }
  if (!rules_dir.empty()) {
    if (const absl::Status merged = MergeRuleFolder(rules_dir, pack); !merged.ok()) return merged;
  }
  std::unique_ptr<Pipeline> pipeline(new Pipeline());
  pipeline->digest_ = Sha256Of(classify::SerializeRulePack(pack));
  // The embedded pack is tested; the user's rules are checked here.
  std::optional<classify::CheckRulesAtOnce> check;
  if (!rules_dir.empty()) check.emplace();
  auto classifier = classify::Classifier::Create(pack, pipeline->digest_);
  if (!classifier.ok()) return classifier.status();
  pipeline->classifier_ = *std::move(classifier);
  return pipeline;
}

absl::StatusOr<v1::ReviewBrief> Pipeline::ReviewFiling(int fd,
                                                       const PipelineOptions& options) const {
  absl::StatusOr<extract::Document> document = extract::ReadPdf(fd, options.read);
  if (!document.ok()) return document.status();
  classify::ClassifyOptions classify_options = options.classify;
  absl::StatusOr<std::string> sha256 = Sha256OfFile(fd);
  if (!sha256.ok()) return sha256.status();
  classify_options.sha256 = *std::move(sha256);
  return classifier_->Classify(*document, classify_options);
}

}  // namespace filing_review::service
