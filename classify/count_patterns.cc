#include "classify/count_patterns.h"

#include <utility>

namespace filing_review::classify {

absl::Status CompileCount(const std::string& id, const std::string& pattern,
                          const MacroTable& macros, v1::RuleLanguage language,
                          std::unique_ptr<LazyPattern>& out) {
  if (pattern.empty()) return absl::OkStatus();
  absl::StatusOr<std::unique_ptr<LazyPattern>> re = CompilePattern(id, pattern, macros, language);
  if (!re.ok()) return re.status();
  out = *std::move(re);
  return absl::OkStatus();
}

namespace {

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
    if (absl::Status s = CompileCount(id, *pattern, macros, language, *re); !s.ok()) return s;
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

}  // namespace

absl::Status CompileGrammar(const v1::UserCountRules& rules, const MacroTable& macros,
                            v1::RuleLanguage language, CountGrammarPatterns& out) {
  for (const v1::CountGrammar& g : rules.grammars()) {
    if (g.language() != language) continue;
    CountGrammarPatterns& p = out;
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
      if (absl::Status sound = CompileCount(g.id(), definition, macros, language, re);
          !sound.ok()) {
        return sound;
      }
    }
    p.market_metric = g.market_metric();
    for (const auto& [pattern, re] : fields) {
      if (absl::Status s = CompileGap(g.id(), *pattern, macros, language, *re); !s.ok()) return s;
    }
  }
  return absl::OkStatus();
}

absl::Status CompileTableWords(const v1::UserCountRules& rules, const MacroTable& macros,
                               v1::RuleLanguage language, CountTablePatterns& out) {
  for (const v1::CountTableWords& t : rules.table_words()) {
    if (!IsOfLanguage(t.language(), language)) continue;
    if (absl::Status s = CompileTable(t, macros, language, out); !s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status CompileNaming(const v1::UserCountRules& rules, const MacroTable& macros,
                           v1::RuleLanguage language, CountNamingPatterns& out) {
  for (const v1::CountNaming& rule : rules.namings()) {
    if (!IsOfLanguage(rule.language(), language)) continue;
    const auto all = [&](const google::protobuf::RepeatedPtrField<std::string>& patterns,
                         std::vector<std::unique_ptr<LazyPattern>>& to) {
      for (const std::string& pattern : patterns) {
        absl::Status s = CompileCount(rule.id(), pattern, macros, language, to.emplace_back());
        if (!s.ok()) return s;
      }
      return absl::OkStatus();
    };
    absl::Status s = all(rule.own(), out.own);
    if (s.ok()) s = all(rule.other(), out.other);
    if (s.ok()) s = all(rule.topic(), out.topic);
    if (s.ok()) s = all(rule.recurring(), out.recurring);
    if (s.ok()) s = all(rule.behind_noun(), out.behind_noun);
    if (s.ok()) s = all(rule.behind_product(), out.behind_product);
    const PatternField fields[] = {{&rule.lead_in(), &out.lead_in},
                                   {&rule.behind_name(), &out.behind_name},
                                   {&rule.no_name(), &out.no_name},
                                   {&rule.metric_words(), &out.metric_words},
                                   {&rule.carried(), &out.carried},
                                   {&rule.issuer(), &out.issuer},
                                   {&rule.product_phrase(), &out.product_phrase},
                                   {&rule.list_begin(), &out.list_begin},
                                   {&rule.list_end(), &out.list_end},
                                   {&rule.phrase_name(), &out.phrase_name},
                                   {&rule.named_behind(), &out.named_behind},
                                   {&rule.own_before(), &out.own_before},
                                   {&rule.own_kind(), &out.own_kind}};
    if (s.ok()) s = CompileFields(rule.id(), fields, macros, language);
    if (!s.ok()) return s;
  }
  return absl::OkStatus();
}

absl::Status CompileLists(const v1::UserCountRules& rules, const MacroTable& macros,
                          v1::RuleLanguage language, CountListPatterns& out) {
  for (const v1::CountListWords& rule : rules.lists()) {
    if (!IsOfLanguage(rule.language(), language)) continue;
    CountListPatterns& p = out;
    const PatternField fields[] = {{&rule.one_by_one(), &p.one_by_one},
                                   {&rule.figure_joint(), &p.figure_joint},
                                   {&rule.item_joint(), &p.item_joint},
                                   {&rule.noun_joint(), &p.noun_joint},
                                   {&rule.names(), &p.names},
                                   {&rule.phrase_stop(), &p.phrase_stop},
                                   {&rule.part(), &p.part},
                                   {&rule.compared(), &p.compared}};
    absl::Status s = CompileFields(rule.id(), fields, macros, language);
    if (s.ok()) s = CompileGap(rule.id(), rule.place_joint(), macros, language, p.place_joint);
    if (!s.ok()) return s;
  }
  return absl::OkStatus();
}

}  // namespace filing_review::classify
