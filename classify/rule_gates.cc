// Gates of the finders of disclosures, opened for rules from outside.
#include <set>
#include <string>

#include "absl/strings/str_split.h"
#include "classify/rule_pack.h"

namespace filing_review::classify {

namespace {

using Rules = google::protobuf::RepeatedPtrField<v1::DisclosureRule>;

void Open(const Rules& rules, const std::string& gate, v1::DisclosureRules& disclosures) {
  v1::Concept* words = nullptr;
  for (v1::Concept& candidate : *disclosures.mutable_concepts()) {
    if (candidate.id() == gate) words = &candidate;
  }
  if (words == nullptr) return;
  // Words of a rule's own stand before its concepts.
  v1::Concept added;
  std::set<std::string> anchors;  // concepts, each once however many rules stand on it
  for (const v1::DisclosureRule& rule : rules) {
    added.mutable_en()->MergeFrom(rule.en());
    added.mutable_zh()->MergeFrom(rule.zh());
    if (!rule.en().empty() || !rule.zh().empty() || rule.all().empty()) continue;
    for (const absl::string_view anchor : absl::StrSplit(rule.all(0), '|', absl::SkipEmpty())) {
      if (anchor != gate) anchors.emplace(anchor);
    }
  }
  for (const v1::Concept& anchor : disclosures.concepts()) {
    if (anchors.count(anchor.id()) == 0) continue;
    added.mutable_en()->MergeFrom(anchor.en());
    added.mutable_zh()->MergeFrom(anchor.zh());
  }
  std::set<std::string> known_en(words->en().begin(), words->en().end());
  std::set<std::string> known_zh(words->zh().begin(), words->zh().end());
  for (const std::string& word : added.en()) {
    if (known_en.insert(word).second) words->add_en(word);
  }
  for (const std::string& word : added.zh()) {
    if (known_zh.insert(word).second) words->add_zh(word);
  }
}

}  // namespace

void OpenGates(const v1::RulePack& part, v1::RulePack& pack) {
  v1::DisclosureRules& disclosures = *pack.mutable_disclosures();
  if (!disclosures.data_handling_gate().empty()) {
    Open(part.disclosures().data_handling(), disclosures.data_handling_gate(), disclosures);
  }
  if (!disclosures.review_cues().gate().empty()) {
    Open(part.disclosures().review_statements(), disclosures.review_cues().gate(), disclosures);
  }
}

}  // namespace filing_review::classify
