#include "service/filing_findings.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "classify/part_rules.h"
#include "classify/rule_pack.h"
#include "service/engine_digest.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// Of all parts together.
constexpr int kMostKept = 4 * static_cast<int>(std::size(classify::kFindingsParts));

void AddText(std::string_view text, std::string& to) {
  to += std::to_string(text.size());
  to += ':';
  to += text;
}

}  // namespace

absl::StatusOr<RulesDigests> DigestsOfRules(const v1::RulePack& pack) {
  const absl::StatusOr<classify::MacroTable> macros = classify::ExpandedMacros(pack);
  if (!macros.ok()) return macros.status();
  RulesDigests digests;
  for (const classify::FindingsPart part : classify::kFindingsParts) {
    digests[static_cast<size_t>(part)] =
        Sha256Of(classify::SerializeRulePack(classify::RulesOf(part, pack, *macros)));
  }
  return digests;
}

std::string FindingsKey(const std::vector<classify::DocumentPart>& parts, const std::string& ocr) {
  std::string text;
  AddText(EngineDigest(), text);
  AddText(ocr, text);
  for (const classify::DocumentPart& part : parts) {
    AddText(part.id, text);
    AddText(std::to_string(part.role), text);
    AddText(part.sha256, text);
  }
  return absl::HexStringToBytes(Sha256Of(text));
}

FilingFindings::FilingFindings(FindingsStore& store, const std::string& filing,
                               const RulesDigests& rules)
    : store_(store), rules_(rules), kept_(store.Load(filing)) {
  if (kept_.filing() != filing) kept_.Clear();
  kept_.set_filing(filing);
}

std::string FilingFindings::KeyOf(classify::FindingsPart part, std::string_view input) const {
  const auto number = static_cast<size_t>(part);
  std::string text;
  text.reserve(input.size() + 128);
  AddText(EngineDigest(), text);
  AddText(std::to_string(number), text);
  AddText(rules_[number], text);
  AddText(input, text);
  return absl::HexStringToBytes(Sha256Of(text));
}

std::optional<std::string> FilingFindings::Find(classify::FindingsPart part,
                                                std::string_view input) {
  const std::string key = KeyOf(part, input);
  for (int i = kept_.parts_size() - 1; i >= 0; --i) {
    if (kept_.parts(i).key() != key) continue;
    for (int j = i; j + 1 < kept_.parts_size(); ++j) kept_.mutable_parts()->SwapElements(j, j + 1);
    return kept_.parts(kept_.parts_size() - 1).findings();
  }
  return std::nullopt;
}

void FilingFindings::Keep(classify::FindingsPart part, std::string_view input, std::string bytes) {
  findings::v1::KeptPart& kept = *kept_.add_parts();
  kept.set_key(KeyOf(part, input));
  kept.set_findings(std::move(bytes));
  changed_ = true;
}

void FilingFindings::Save() {
  if (!changed_) return;
  if (const int over = kept_.parts_size() - kMostKept; over > 0) {
    kept_.mutable_parts()->DeleteSubrange(0, over);
  }
  store_.Store(kept_);
  changed_ = false;
}

}  // namespace filing_review::service
