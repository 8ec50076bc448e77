#include "classify/disclosure_rule_set.h"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "absl/strings/str_split.h"

namespace filing_review::classify {

namespace {

constexpr int kWithinEnglish = 60, kWithinChinese = 15;  // characters
constexpr double kConfidence = 0.8;

// Ids of "a|b".
std::vector<std::string> Names(const std::string& names) {
  return absl::StrSplit(names, '|', absl::SkipEmpty());
}

// The concept of a rule's own words.
std::string OwnConcept(const v1::DisclosureRule& rule) { return "rule:" + rule.id(); }

// Those that rules use, and the rules' own words; only these are compiled.
std::vector<v1::Concept> UsedConcepts(const DisclosureMatcherInput& input) {
  std::set<std::string> used(input.more_concepts.begin(), input.more_concepts.end());
  std::vector<v1::Concept> own;
  for (const v1::DisclosureRule& rule : *input.rules) {
    for (const auto* list :
         {&rule.all(), &rule.unless(), &rule.context(), &rule.unless_context()}) {
      for (const std::string& names : *list) {
        for (const std::string& name : Names(names)) used.insert(name);
      }
    }
    if (rule.en().empty() && rule.zh().empty()) continue;
    v1::Concept& words = own.emplace_back();
    words.set_id(OwnConcept(rule));
    *words.mutable_en() = rule.en();
    *words.mutable_zh() = rule.zh();
  }
  std::vector<v1::Concept> concepts;
  for (const v1::Concept& c : *input.concepts) {
    if (used.count(c.id()) != 0) concepts.push_back(c);
  }
  concepts.insert(concepts.end(), own.begin(), own.end());
  return concepts;
}

absl::StatusOr<ConceptTagger> CompileGate(const DisclosureMatcherInput& input,
                                          const MacroTable& macros) {
  std::vector<v1::Concept> gate;
  for (const v1::Concept& c : *input.concepts) {
    if (c.id() == input.gate) gate.push_back(c);
  }
  if (gate.empty()) return absl::InvalidArgumentError("unknown concept " + input.gate);
  return ConceptTagger::Create(gate, macros);
}

// One mask for each of `list`.
template <typename List>
absl::Status AddGroups(const DisclosureRuleSet& set, const List& list, ConceptGroups& groups) {
  for (const std::string& names : list) {
    const absl::StatusOr<ConceptMask> group = set.AnyOf(names);
    if (!group.ok()) return group.status();
    groups.push_back(*group);
  }
  return absl::OkStatus();
}

void SetDistance(const v1::DisclosureRule& source, const DisclosureMatcherInput& input,
                 CompiledDisclosureRule& rule) {
  if (source.within() < 0) {
    rule.within_en = rule.within_zh = std::string::npos;
    return;
  }
  const int base_en = input.within_en > 0 ? input.within_en : kWithinEnglish;
  const int base_zh = input.within_zh > 0 ? input.within_zh : kWithinChinese;
  const int en = source.within() > 0 ? source.within() : base_en;
  const int zh = source.within() > 0 ? (source.within() + 3) / 4 : base_zh;
  rule.within_en = static_cast<size_t>(en);
  rule.within_zh = static_cast<size_t>(zh) * 3;
}

// All but the label.
absl::StatusOr<CompiledDisclosureRule> CompileRule(const v1::DisclosureRule& source,
                                                   const DisclosureMatcherInput& input,
                                                   const DisclosureRuleSet& set) {
  CompiledDisclosureRule rule;
  rule.rule = source;
  rule.confidence = source.confidence() > 0 ? source.confidence() : kConfidence;
  std::vector<std::string> all(source.all().begin(), source.all().end());
  if (set.tagger.Index(OwnConcept(source)) >= 0) all.insert(all.begin(), OwnConcept(source));
  if (all.empty()) return absl::InvalidArgumentError("has no concepts");
  ConceptGroups unless, unless_context;
  absl::Status status = AddGroups(set, all, rule.all);
  if (status.ok()) status = AddGroups(set, source.context(), rule.context);
  if (status.ok()) status = AddGroups(set, source.unless(), unless);
  if (status.ok()) status = AddGroups(set, source.unless_context(), unless_context);
  if (!status.ok()) return status;
  for (const ConceptMask& group : unless) rule.unless |= group;
  for (const ConceptMask& group : unless_context) rule.unless_context |= group;
  SetDistance(source, input, rule);
  return rule;
}

}  // namespace

absl::StatusOr<DisclosureRuleSet> DisclosureRuleSet::Compile(const DisclosureMatcherInput& input,
                                                             const MacroTable& macros) {
  const std::vector<v1::Concept> concepts = UsedConcepts(input);
  absl::StatusOr<ConceptTagger> tagger = ConceptTagger::Create(concepts, macros);
  if (!tagger.ok()) return tagger.status();
  DisclosureRuleSet set{*std::move(tagger), std::nullopt, {}, {}, {}};
  if (!input.gate.empty()) {
    absl::StatusOr<ConceptTagger> gate = CompileGate(input, macros);
    if (!gate.ok()) return gate.status();
    set.gate = *std::move(gate);
  }
  std::unordered_map<std::string, int> labels;
  for (const v1::DisclosureLabel& label : *input.labels) {
    labels.emplace(label.id(), static_cast<int>(labels.size()));
  }
  for (const v1::Concept& c : concepts) set.names.push_back(c.id());
  set.rules_of.resize(concepts.size());
  for (const v1::DisclosureRule& source : *input.rules) {
    const auto fail = [&](absl::string_view why) {
      return absl::InvalidArgumentError("rule " + source.id() + ": " + std::string(why));
    };
    const auto label = labels.find(source.label());
    if (label == labels.end()) return fail("unknown label " + source.label());
    absl::StatusOr<CompiledDisclosureRule> rule = CompileRule(source, input, set);
    if (!rule.ok()) return fail(rule.status().message());
    rule->label = label->second;
    const int place = static_cast<int>(set.rules.size());
    for (size_t c = 0; c < concepts.size(); ++c) {
      if (rule->all[0][c]) set.rules_of[c].push_back(place);
    }
    set.rules.push_back(*std::move(rule));
  }
  return set;
}

absl::StatusOr<ConceptMask> DisclosureRuleSet::AnyOf(const std::string& names) const {
  ConceptMask mask;
  for (const std::string& name : Names(names)) {
    const int index = tagger.Index(name);
    if (index < 0) return absl::InvalidArgumentError("unknown concept " + name);
    mask.set(static_cast<size_t>(index));
  }
  return mask;
}

bool DisclosureRuleSet::MayFire(const ConceptMask& present, Script script) const {
  for (size_t c = present._Find_first(); c < present.size(); c = present._Find_next(c)) {
    for (const int place : rules_of[c]) {
      const CompiledDisclosureRule& rule = rules[static_cast<size_t>(place)];
      if (rule.Reads(script) && HasAll(rule.all, present)) return true;
    }
  }
  return false;
}

}  // namespace filing_review::classify
