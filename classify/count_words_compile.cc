// Compiles the words of user counts from the rule pack.
#include <utility>

#include "classify/count_words.h"

namespace filing_review::classify {

namespace {

bool IsOf(v1::RuleLanguage rule, v1::RuleLanguage language) {
  return rule == language || rule == v1::RULE_LANGUAGE_UNSPECIFIED;
}

// Compiles `pattern` into `out`; an empty pattern leaves it null.
absl::Status Compile(const std::string& id, const std::string& pattern, const MacroTable& macros,
                     v1::RuleLanguage language, std::unique_ptr<LazyPattern>& out) {
  if (pattern.empty()) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<LazyPattern>> re = CompilePattern(id, pattern, macros, language);
  if (!re.ok()) return re.status();
  out = *std::move(re);
  return absl::OkStatus();
}

// The same of a pattern that may match nothing at all.
absl::Status CompileGap(const std::string& id, const std::string& pattern, const MacroTable& macros,
                        v1::RuleLanguage language, std::unique_ptr<LazyPattern>& out) {
  if (pattern.empty()) return absl::OkStatus();
  const absl::StatusOr<std::string> expanded = ExpandMacros(pattern, macros);
  if (!expanded.ok()) return expanded.status();
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(language == v1::RULE_LANGUAGE_ZH);
  out = std::make_unique<LazyPattern>(*expanded, options);
  return CheckPattern(id, *out, true);
}

using PatternField = std::pair<const std::string*, std::unique_ptr<LazyPattern>*>;

// Compiles the fields of one rule.
template <size_t kCount>
absl::Status CompileFields(const std::string& id, const PatternField (&fields)[kCount],
                           const MacroTable& macros, v1::RuleLanguage language) {
  for (const auto& [pattern, re] : fields) {
    if (absl::Status s = Compile(id, *pattern, macros, language, *re); !s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status CompileTable(const v1::CountTableWords& t, const MacroTable& macros,
                          v1::RuleLanguage language, CountTablePatterns& p) {
  p.weak_metrics.insert(t.weak_metrics().begin(), t.weak_metrics().end());
  // What all of a cell is.
  const auto whole = [](const std::string& pattern) {
    return pattern.empty() ? pattern : "^ ?(?:" + pattern + ") ?$";
  };
  const std::string missing = whole(t.missing()), other_unit_cell = whole(t.other_unit_cell()),
                    total = whole(t.total()), no_figure = whole(t.no_figure()),
                    part = t.part().empty() ? "" : "^(?:" + t.part() + ")";
  const PatternField fields[] = {{&t.not_users(), &p.not_users},
                                 {&t.period_end(), &p.period_end},
                                 {&t.mixed(), &p.mixed},
                                 {&t.counted(), &p.counted},
                                 {&t.operating(), &p.operating},
                                 {&part, &p.part},
                                 {&t.unit_note(), &p.unit_note},
                                 {&t.people_unit(), &p.people_unit},
                                 {&t.other_unit(), &p.other_unit},
                                 {&other_unit_cell, &p.other_unit_cell},
                                 {&t.money(), &p.money},
                                 {&t.not_only_money(), &p.not_only_money},
                                 {&t.section_scale(), &p.section_scale},
                                 {&missing, &p.missing},
                                 {&t.each_period(), &p.each_period},
                                 {&t.date_note(), &p.date_note},
                                 {&t.note_of_others(), &p.note_of_others},
                                 {&t.last_quarter_note(), &p.last_quarter_note},
                                 {&total, &p.total},
                                 {&t.noun_in_compound(), &p.noun_in_compound},
                                 {&no_figure, &p.no_figure}};
  return CompileFields(t.id(), fields, macros, language);
}

template <typename Rules, typename Rule>
absl::Status CompileAll(const Rules& rules, const MacroTable& macros, v1::RuleLanguage language,
                        std::vector<Compiled<Rule>>& out) {
  for (const Rule& rule : rules) {
    if (!IsOf(rule.language(), language)) continue;
    Compiled<Rule> compiled;
    compiled.rule = &rule;
    if (absl::Status s = Compile(rule.id(), rule.match(), macros, language, compiled.match);
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
    if (s.ok()) s = Compile(rule.rule->id(), rule.rule->unit(), macros, language, rule.unit);
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
  if (s.ok()) s = words->CompileNaming(rules, macros, language);
  if (s.ok()) s = words->CompileLists(rules, macros, language);
  if (s.ok()) s = CompileAll(rules.cues(), macros, language, words->own_->cues);
  if (s.ok()) s = CompileAll(rules.scales(), macros, language, words->own_->scales);
  if (!s.ok()) return s;
  for (const v1::CountBound& rule : rules.bounds()) {
    if (!IsOf(rule.language(), language)) continue;
    BoundRule bound;
    bound.rule = &rule;
    const std::string before = rule.before().empty() ? "" : "(?:" + rule.before() + ")\\s*$";
    const std::string after = rule.after().empty() ? "" : "^\\s*(?:" + rule.after() + ")";
    s = Compile(rule.id(), before, macros, language, bound.before);
    if (s.ok()) s = Compile(rule.id(), after, macros, language, bound.after);
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
  for (const v1::CountGrammar& g : rules.grammars()) {
    if (g.language() != language) continue;
    CountGrammarPatterns& p = words->own_->grammar;
    const PatternField fields[] = {{&g.noun_to_number(), &p.noun_to_number},
                                   {&g.noun_to_number_stop(), &p.noun_to_number_stop},
                                   {&g.number_to_noun(), &p.number_to_noun},
                                   {&g.number_to_noun_stop(), &p.number_to_noun_stop},
                                   {&g.figure_to_figure(), &p.figure_to_figure},
                                   {&g.not_behind(), &p.not_behind},
                                   {&g.not_before(), &p.not_before},
                                   {&g.unit(), &p.unit},
                                   {&g.person_unit(), &p.person_unit},
                                   {&g.noun_in_compound(), &p.noun_in_compound},
                                   {&g.number_ends(), &p.number_ends},
                                   {&g.change_phrase(), &p.change_phrase},
                                   {&g.persons_by_unit(), &p.persons_by_unit},
                                   {&g.not_market_behind(), &p.not_market_behind},
                                   {&g.same_date(), &p.same_date},
                                   {&g.counted_head(), &p.counted_head},
                                   {&g.head_to_number(), &p.head_to_number},
                                   {&g.complement(), &p.complement},
                                   {&g.part_of(), &p.part_of},
                                   {&g.own_place(), &p.own_place},
                                   {&g.sum(), &p.sum},
                                   {&g.attribute(), &p.attribute},
                                   {&g.definition_sign(), &p.definition_sign}};
    for (const std::string& definition : g.definition()) {
      std::unique_ptr<LazyPattern>& re = p.definitions.emplace_back();
      if (absl::Status sound = Compile(g.id(), definition, macros, language, re); !sound.ok()) {
        return sound;
      }
    }
    p.market_metric = g.market_metric();
    for (const auto& [pattern, re] : fields) {
      if (s = CompileGap(g.id(), *pattern, macros, language, *re); !s.ok()) return s;
    }
    if (p.persons_by_unit != nullptr) add(counted, *p.persons_by_unit);
  }
  for (const v1::CountTableWords& t : rules.table_words()) {
    if (!IsOf(t.language(), language)) continue;
    s = CompileTable(t, macros, language, words->own_->table);
    if (!s.ok()) return s;
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
    if (!IsOf(rule.language(), language)) continue;
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
    absl::Status s = Compile(rule.id(), prose, macros, language, region.prose);
    if (s.ok()) s = Compile(rule.id(), head, macros, language, region.head);
    if (!s.ok()) return s;
    own_->regions.push_back(std::move(region));
  }
  for (const v1::CountRegionMask& mask : rules.region_masks()) {
    if (!IsOf(mask.language(), language)) continue;
    if (absl::Status s = Compile(mask.id(), mask.match(), macros, language, own_->region_mask);
        !s.ok()) {
      return s;
    }
  }
  return absl::OkStatus();
}

absl::Status CountWords::CompileNaming(const v1::UserCountRules& rules, const MacroTable& macros,
                                       v1::RuleLanguage language) {
  for (const v1::CountNaming& rule : rules.namings()) {
    if (!IsOf(rule.language(), language)) continue;
    const auto all = [&](const google::protobuf::RepeatedPtrField<std::string>& patterns,
                         std::vector<std::unique_ptr<LazyPattern>>& out) {
      for (const std::string& pattern : patterns) {
        absl::Status s = Compile(rule.id(), pattern, macros, language, out.emplace_back());
        if (!s.ok()) return s;
      }
      return absl::OkStatus();
    };
    absl::Status s = all(rule.own(), own_->naming.own);
    if (s.ok()) s = all(rule.other(), own_->naming.other);
    if (s.ok()) s = all(rule.topic(), own_->naming.topic);
    if (s.ok()) s = all(rule.recurring(), own_->naming.recurring);
    if (s.ok()) s = all(rule.behind_noun(), own_->naming.behind_noun);
    if (s.ok()) s = all(rule.behind_product(), own_->naming.behind_product);
    const PatternField fields[] = {{&rule.lead_in(), &own_->naming.lead_in},
                                   {&rule.behind_name(), &own_->naming.behind_name},
                                   {&rule.no_name(), &own_->naming.no_name},
                                   {&rule.metric_words(), &own_->naming.metric_words},
                                   {&rule.carried(), &own_->naming.carried},
                                   {&rule.issuer(), &own_->naming.issuer},
                                   {&rule.product_phrase(), &own_->naming.product_phrase},
                                   {&rule.list_begin(), &own_->naming.list_begin},
                                   {&rule.list_end(), &own_->naming.list_end},
                                   {&rule.phrase_name(), &own_->naming.phrase_name},
                                   {&rule.named_behind(), &own_->naming.named_behind},
                                   {&rule.own_before(), &own_->naming.own_before},
                                   {&rule.own_kind(), &own_->naming.own_kind}};
    if (s.ok()) s = CompileFields(rule.id(), fields, macros, language);
    if (!s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status CountWords::CompileLists(const v1::UserCountRules& rules, const MacroTable& macros,
                                      v1::RuleLanguage language) {
  for (const v1::CountListWords& rule : rules.lists()) {
    if (!IsOf(rule.language(), language)) continue;
    CountListPatterns& p = own_->lists;
    const PatternField fields[] = {
        {&rule.one_by_one(), &p.one_by_one},   {&rule.figure_joint(), &p.figure_joint},
        {&rule.item_joint(), &p.item_joint},   {&rule.place_joint(), &p.place_joint},
        {&rule.noun_joint(), &p.noun_joint},   {&rule.names(), &p.names},
        {&rule.phrase_stop(), &p.phrase_stop}, {&rule.part(), &p.part},
        {&rule.compared(), &p.compared}};
    absl::Status s = CompileFields(rule.id(), fields, macros, language);
    if (s.ok()) s = CompileGap(rule.id(), rule.place_joint(), macros, language, p.place_joint);
    if (!s.ok()) return s;
  }
  return absl::OkStatus();
}

}  // namespace filing_review::classify
