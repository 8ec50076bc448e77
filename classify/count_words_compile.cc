// Compiles the words of user counts from the rule pack.
#include <utility>

#include "classify/count_words.h"

namespace filing_review::classify {

namespace {

template <typename Rules, typename Rule>
absl::Status CompileAll(const Rules& rules, const MacroTable& macros, v1::RuleLanguage language,
                        std::vector<Compiled<Rule>>& out) {
  for (const Rule& rule : rules) {
    if (!IsOfLanguage(rule.language(), language)) continue;
    Compiled<Rule> compiled;
    compiled.rule = &rule;
    if (absl::Status s = CompileCount(rule.id(), rule.match(), macros, language, compiled.match);
        !s.ok()) {
      return s;
    }
    out.push_back(std::move(compiled));
  }
  return absl::OkStatus();
}

template <typename Rules>
absl::Status CompileMetrics(const Rules& rules, const MacroTable& macros, v1::RuleLanguage language,
                            std::vector<Compiled<v1::CountMetric>>& out) {
  absl::Status s = CompileAll(rules, macros, language, out);
  for (Compiled<v1::CountMetric>& rule : out) {
    if (s.ok()) s = CompileCount(rule.rule->id(), rule.rule->unit(), macros, language, rule.unit);
  }
  return s;
}

}  // namespace

absl::StatusOr<std::unique_ptr<CountWords>> CountWords::Create(const v1::UserCountRules& rules,
                                                               const MacroTable& macros,
                                                               v1::RuleLanguage language) {
  std::unique_ptr<CountWords> words(new CountWords());
  absl::Status s = CompileAll(rules.nouns(), macros, language, words->own_->noun_rules);
  if (s.ok()) s = CompileMetrics(rules.metrics(), macros, language, words->own_->metrics);
  if (s.ok()) {
    s = CompileMetrics(rules.defined_metrics(), macros, language, words->own_->defined_metrics);
  }
  if (s.ok()) s = words->CompileRegions(rules, macros, language);
  if (s.ok()) s = CompileNaming(rules, macros, language, words->own_->naming);
  if (s.ok()) s = CompileLists(rules, macros, language, words->own_->lists);
  if (s.ok()) s = CompileAll(rules.cues(), macros, language, words->own_->cues);
  if (s.ok()) s = CompileAll(rules.scales(), macros, language, words->own_->scales);
  if (!s.ok()) return s;
  for (const v1::CountBound& rule : rules.bounds()) {
    if (!IsOfLanguage(rule.language(), language)) continue;
    BoundRule bound;
    bound.rule = &rule;
    const std::string before = rule.before().empty() ? "" : "(?:" + rule.before() + ")\\s*$";
    const std::string after = rule.after().empty() ? "" : "^\\s*(?:" + rule.after() + ")";
    s = CompileCount(rule.id(), before, macros, language, bound.before);
    if (s.ok()) s = CompileCount(rule.id(), after, macros, language, bound.after);
    if (!s.ok()) return s;
    words->own_->bounds.push_back(std::move(bound));
  }

  // One pattern over all nouns says where; the single ones say which.
  std::string all, counted;
  const auto add = [&](std::string& to, const re2::RE2& re) {
    if (!to.empty()) to.append("|");
    to.append("(?:").append(re.pattern()).append(")");
  };
  for (const Compiled<v1::CountNoun>& noun : words->own_->noun_rules) {
    add(all, *noun.match);
    if (!noun.rule->metric().empty()) add(counted, *noun.match);
  }
  if (s.ok()) s = CompileGrammar(rules, macros, language, words->own_->grammar);
  if (s.ok()) s = CompileTableWords(rules, macros, language, words->own_->table);
  if (!s.ok()) return s;
  if (words->own_->grammar.persons_by_unit != nullptr) {
    add(counted, *words->own_->grammar.persons_by_unit);
  }
  if (all.empty() || counted.empty()) return words;

  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(language == v1::RULE_LANGUAGE_ZH);
  words->own_->anchor = std::make_unique<LazyPattern>(counted, options);
  words->own_->number = std::make_unique<LazyPattern>(
      language == v1::RULE_LANGUAGE_ZH ? "[0-9一二三四五六七八九十百千万亿两廿]"
                                       : "[0-9]|hundred|thousand|million|billion|dozen|"
                                         "\\b(?:one|two|three|four|five|six|seven|eight|nine|ten)",
      options);
  options.set_longest_match(true);
  words->own_->nouns = std::make_unique<LazyPattern>(
      language == v1::RULE_LANGUAGE_ZH ? "(" + all + ")" : "\\b(" + all + ")\\b", options);
  absl::Status sound = CheckPattern("user_counts.nouns", *words->own_->nouns);
  sound.Update(CheckPattern("user_counts.anchor", *words->own_->anchor));
  if (!sound.ok()) return sound;
  return words;
}

absl::Status CountWords::CompileRegions(const v1::UserCountRules& rules, const MacroTable& macros,
                                        v1::RuleLanguage language) {
  std::string before_place, behind_place;
  for (const v1::CountGrammar& grammar : rules.grammars()) {
    if (grammar.language() != language) continue;
    before_place = grammar.before_place();
    behind_place = grammar.behind_place();
  }
  for (const v1::CountRegion& rule : rules.regions()) {
    if (!IsOfLanguage(rule.language(), language)) continue;
    std::string places;
    for (const std::string& place : rule.places()) places += (places.empty() ? "" : "|") + place;
    std::string prose = rule.match(), head = rule.match();
    if (!places.empty()) {
      const std::string bar = rule.match().empty() ? "" : "|";
      const std::string edge = language == v1::RULE_LANGUAGE_EN ? "\\b" : "";
      // "across China"; "The United States, where we had …", "China had …".
      std::string said;
      const auto add = [&](const std::string& before, const std::string& behind) {
        said += (said.empty() ? "" : "|") + before + "(?:" + places + ")" + behind;
      };
      if (!before_place.empty()) add("(?:" + before_place + ")", edge);
      if (!behind_place.empty()) add(edge, "(?:" + behind_place + ")");
      if (said.empty()) add(edge, edge);
      prose += bar + said;
      head += bar + edge + "(?:" + places + ")" + edge;
    }
    RegionRule region;
    region.region = rule.region();
    absl::Status s = CompileCount(rule.id(), prose, macros, language, region.prose);
    if (s.ok()) s = CompileCount(rule.id(), head, macros, language, region.head);
    if (!s.ok()) return s;
    own_->regions.push_back(std::move(region));
  }
  for (const v1::CountRegionMask& mask : rules.region_masks()) {
    if (!IsOfLanguage(mask.language(), language)) continue;
    if (absl::Status s = CompileCount(mask.id(), mask.match(), macros, language, own_->region_mask);
        !s.ok()) {
      return s;
    }
  }
  return absl::OkStatus();
}

}  // namespace filing_review::classify
