// What is kept of one filing while it is reviewed.
//
//   FilingFindings kept(store, FindingsKey(parts, mode), digests);
//   options.findings = &kept;
//   … Classifier::Recall, Classify …
//   kept.Save();
//
// A part stands under a digest of the engine, of the rules that it reads and of its input. A few
// versions of each are kept, for packs that are tried in turn; the one used longest ago goes first.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classify/classify.h"
#include "classify/findings_cache.h"
#include "filing_review/v1/rule_pack.pb.h"
#include "service/findings_store.h"

namespace filing_review::service {

// By FindingsPart: SHA-256 of the rules that it reads, 64 hexadecimal digits.
using RulesDigests = std::array<std::string, std::size(classify::kFindingsParts)>;

// Fails where a macro is wrong.
absl::StatusOr<RulesDigests> DigestsOfRules(const v1::RulePack& pack);

// The documents of a filing (id, role, sha256), how they are read and by which engine; 32 bytes.
std::string FindingsKey(const std::vector<classify::DocumentPart>& parts, const std::string& ocr);

class FilingFindings : public classify::FindingsCache {
 public:
  // Both outlive this.
  FilingFindings(FindingsStore& store, const std::string& filing, const RulesDigests& rules);

  std::optional<std::string> Find(classify::FindingsPart part, std::string_view input) override;
  void Keep(classify::FindingsPart part, std::string_view input, std::string bytes) override;

  // Stores what was added.
  void Save();

 private:
  std::string KeyOf(classify::FindingsPart part, std::string_view input) const;

  FindingsStore& store_;
  const RulesDigests& rules_;
  findings::v1::KeptFindings kept_;
  bool changed_ = false;
};

}  // namespace filing_review::service
