#include "classify/rule_vocabulary.h"

namespace filing_review::classify {

RuleVocabulary::RuleVocabulary(const v1::RulePack& pack) {
  const auto ids = [&](FieldRole role, const auto& list) {
    for (const auto& entry : list) names_[role].insert(entry.id());
  };
  const v1::DisclosureRules& disclosures = pack.disclosures();
  ids(FieldRole::kConcepts, disclosures.concepts());
  ids(FieldRole::kCategory, disclosures.categories());
  ids(FieldRole::kStatus, disclosures.statuses());
  ids(FieldRole::kStatement, disclosures.review_statements());
  ids(FieldRole::kSignal, pack.regimes().signals());
  ids(FieldRole::kRegime, pack.regimes().regimes());
  ids(FieldRole::kPlace, pack.holders().jurisdictions());
  std::set<std::string>& metrics = names_[FieldRole::kMetric];
  for (const v1::CountNoun& noun : pack.user_counts().nouns()) metrics.insert(noun.metric());
  for (const v1::CountMetric& metric : pack.user_counts().metrics()) {
    metrics.insert(metric.metric());
  }
  metrics.insert("USERS");  // of a person unit without a noun
  for (const v1::CountGrammar& grammar : pack.user_counts().grammars()) {
    metrics.insert(grammar.market_metric());
  }
  std::set<std::string>& influences = names_[FieldRole::kInfluence];
  for (const v1::InfluenceRule& rule : pack.holders().influence()) influences.insert(rule.kind());
  // As Classifier::Create does: a macro may refer to those before it.
  for (const v1::Macro& macro : pack.macros()) {
    const absl::StatusOr<std::string> value = ExpandMacros(macro.value(), macros_);
    if (value.ok()) {
      macros_[macro.id()] = *value;
    } else {
      macro_errors_[macro.id()] = std::string(value.status().message());
    }
  }
}

bool RuleVocabulary::Knows(FieldRole role, const std::string& name) const {
  const auto found = names_.find(role);
  return found != names_.end() && found->second.count(name) != 0;
}

std::vector<std::string> RuleVocabulary::Names(FieldRole role) const {
  std::vector<std::string> names;
  const auto found = names_.find(role);
  if (found == names_.end()) return names;
  // A noun without a metric says that a number is no user count.
  for (const std::string& name : found->second) {
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

const char* RuleVocabulary::Noun(FieldRole role) {
  switch (role) {
    case FieldRole::kConcepts:
      return "concept";
    case FieldRole::kCategory:
      return "category";
    case FieldRole::kStatus:
      return "status";
    case FieldRole::kStatement:
      return "rule of review statements";
    case FieldRole::kSignal:
      return "signal";
    case FieldRole::kRegime:
      return "regime";
    case FieldRole::kPlace:
      return "jurisdiction";
    case FieldRole::kMetric:
      return "metric";
    case FieldRole::kInfluence:
      return "kind of influence";
    default:
      return "";
  }
}

std::string RuleVocabulary::MacroError(const std::string& id) const {
  const auto found = macro_errors_.find(id);
  return found == macro_errors_.end() ? "" : found->second;
}

}  // namespace filing_review::classify
