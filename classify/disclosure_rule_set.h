// Disclosure rules compiled for matching (disclosure_matcher.h): their concepts as masks, their
// distances in bytes, and which rules a concept may set off.
// Thread-safe after Compile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/concept_tagger.h"
#include "classify/disclosure_matcher.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/disclosure_rules.pb.h"

namespace filing_review::classify {

struct CompiledDisclosureRule {
  v1::DisclosureRule rule;
  ConceptGroups all, context;
  ConceptMask unless, unless_context;
  int label = 0;
  double confidence = 0;
  size_t within_en = 0, within_zh = 0;  // bytes

  bool Reads(Script script) const {
    return rule.language() == v1::RULE_LANGUAGE_UNSPECIFIED ||
           (rule.language() == v1::RULE_LANGUAGE_ZH) == (script == Script::kChinese);
  }
};

struct DisclosureRuleSet {
  // Fails on unknown concepts and labels; the status names the rule.
  static absl::StatusOr<DisclosureRuleSet> Compile(const DisclosureMatcherInput& input,
                                                   const MacroTable& macros);

  // False where no rule finds its concepts among `present`.
  bool MayFire(const ConceptMask& present, Script script) const;

  // "a|b" to a mask. Fails on a name that is no concept.
  absl::StatusOr<ConceptMask> AnyOf(const std::string& names) const;

  ConceptTagger tagger;
  std::optional<ConceptTagger> gate;
  std::vector<std::string> names;  // of concepts
  std::vector<CompiledDisclosureRule> rules;
  std::vector<std::vector<int>> rules_of;  // a concept: rules anchored on it
};

}  // namespace filing_review::classify
