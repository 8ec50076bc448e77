// The patterns of user counts in one language, compiled from the rule pack
// (proto/filing_review/v1/user_count_rules.proto); what the rules leave out is null. CountWords
// holds them.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/user_count_rules.pb.h"

namespace filing_review::classify {

struct CountGrammarPatterns {
  std::unique_ptr<LazyPattern> noun_to_number, noun_to_number_stop, number_to_noun,
      number_to_noun_stop, figure_to_figure, not_behind, not_before, unit, person_unit,
      noun_in_compound, number_ends, change_phrase, persons_by_unit, not_market_behind, same_date,
      counted_head, head_to_number, complement, part_of, own_place, sum, attribute, definition_sign;
  std::vector<std::unique_ptr<LazyPattern>> definitions;
  std::string market_metric;
};

// Of tables; see CountTableWords of the rules.
struct CountTablePatterns {
  std::unique_ptr<LazyPattern> not_users, period_end, mixed, counted, operating, part, unit_note,
      people_unit, other_unit, other_unit_cell, money, not_only_money, section_scale, missing,
      each_period, date_note, note_of_others, last_quarter_note, total, noun_in_compound, no_figure;
  std::set<std::string> weak_metrics;
};

// How names stand in a sentence (CountNaming of the rules); group 1 of `own`, `other`, `topic` and
// `behind_noun` is the name.
struct CountNamingPatterns {
  std::vector<std::unique_ptr<LazyPattern>> own, other, topic, recurring, behind_noun,
      behind_product;
  std::unique_ptr<LazyPattern> lead_in, behind_name, no_name, metric_words, carried, issuer,
      product_phrase, list_begin, list_end, phrase_name, named_behind, own_before, own_kind;
};

// See CountListWords of the rules; group 1 of `noun_joint` is the words of the second noun, of
// `names` the list.
struct CountListPatterns {
  std::unique_ptr<LazyPattern> one_by_one, figure_joint, item_joint, place_joint, noun_joint, names,
      phrase_stop, part, compared;
};

// Each compiles the entries of `rules` that are of the language. The status of a failure names the
// rule.
absl::Status CompileGrammar(const v1::UserCountRules& rules, const MacroTable& macros,
                            v1::RuleLanguage language, CountGrammarPatterns& out);
absl::Status CompileTableWords(const v1::UserCountRules& rules, const MacroTable& macros,
                               v1::RuleLanguage language, CountTablePatterns& out);
absl::Status CompileNaming(const v1::UserCountRules& rules, const MacroTable& macros,
                           v1::RuleLanguage language, CountNamingPatterns& out);
absl::Status CompileLists(const v1::UserCountRules& rules, const MacroTable& macros,
                          v1::RuleLanguage language, CountListPatterns& out);

// Whether a rule is of the language, or of any.
inline bool IsOfLanguage(v1::RuleLanguage rule, v1::RuleLanguage language) {
  return rule == language || rule == v1::RULE_LANGUAGE_UNSPECIFIED;
}

// Compiles `pattern` of rule `id` into `out`; an empty pattern leaves it null.
absl::Status CompileCount(const std::string& id, const std::string& pattern,
                          const MacroTable& macros, v1::RuleLanguage language,
                          std::unique_ptr<LazyPattern>& out);

}  // namespace filing_review::classify
