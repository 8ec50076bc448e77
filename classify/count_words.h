// The words of user counts in one language, compiled from the rule pack
// (proto/filing_review/v1/user_count_rules.proto).
//
//   StatusOr<std::unique_ptr<CountWords>> words = CountWords::Create(rules, macros, language);
//   if ((*words)->MayCount(sentence)) for (const NounMatch& n : (*words)->Nouns(sentence)) …
//
// Thread-safe after Create.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/pattern_set.h"
#include "filing_review/v1/rule_pack.pb.h"

namespace filing_review::classify {

struct NounMatch {
  size_t begin = 0, end = 0;  // bytes
  const v1::CountNoun* rule = nullptr;
};

// A word that a filing defines as a kind of user ("MARs" for monthly active riders).
struct CountTerm {
  std::string name;    // folded; without the s of a plural where it is an abbreviation
  v1::CountNoun noun;  // its metric, and the rule that read the definition
};

// A rule with its compiled pattern.
template <typename Rule>
struct Compiled {
  const Rule* rule = nullptr;
  std::unique_ptr<LazyPattern> match;
  std::unique_ptr<LazyPattern> unit;  // CountMetric.unit
};

inline re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

// True where `re` is there and matches somewhere in `text`.
bool Finds(const std::unique_ptr<LazyPattern>& re, std::string_view text);
// True where `re` is there and matches all of `text`.
bool Matches(const std::unique_ptr<LazyPattern>& re, std::string_view text);
// Length of the match of `re` at the start of `text`; 0 where there is none.
size_t MatchAtStart(const std::unique_ptr<LazyPattern>& re, std::string_view text);
// Start of the match of `re` that ends with the end of `text`; npos where there is none.
size_t MatchAtEnd(const std::unique_ptr<LazyPattern>& re, std::string_view text);

// A stretch of a text, bytes; empty: none.
struct Stretch {
  size_t begin = 0, end = 0;
  explicit operator bool() const { return end > begin; }
};
// The first match of `re` that begins at `from` or behind it.
Stretch NextMatch(const std::unique_ptr<LazyPattern>& re, std::string_view text, size_t from);
// The last of its matches, each behind the one before.
Stretch LastMatch(const std::unique_ptr<LazyPattern>& re, std::string_view text);

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

class CountWords {
 public:
  // `rules` outlives the result. The status of a failure names the rule.
  static absl::StatusOr<std::unique_ptr<CountWords>> Create(const v1::UserCountRules& rules,
                                                            const MacroTable& macros,
                                                            v1::RuleLanguage language);

  // A cheap test: a noun of users and something that may be a number.
  bool MayCount(std::string_view sentence) const;

  // Whether a noun of users stands in the text, or what counts people without one.
  bool NamesUsers(std::string_view text) const { return Finds(shared_->anchor, text); }

  // All nouns in text order, not overlapping, the longest at each place.
  std::vector<NounMatch> Nouns(std::string_view text) const;

  // The first rule that makes `metric` narrower in this phrase; null where none does. `unit`: the
  // measure word of the number, or the scale of its table.
  const v1::CountMetric* Narrow(std::string_view phrase, const std::string& metric,
                                std::string_view unit = {}) const;

  // Metric of a kind of user that is defined by `meaning`, where the meaning makes `metric`
  // narrower.
  const v1::CountMetric* Defined(std::string_view meaning, const std::string& metric) const;

  // The same words, and the terms as nouns; shares everything with this.
  CountWords With(std::vector<std::shared_ptr<const CountTerm>> terms) const;
  // True where `text` is a term.
  bool IsTerm(std::string_view text) const;

  const CountGrammarPatterns& grammar() const { return shared_->grammar; }

  struct BoundRule {
    const v1::CountBound* rule = nullptr;
    std::unique_ptr<LazyPattern> before, after;
  };
  const std::vector<BoundRule>& bounds() const { return shared_->bounds; }
  struct RegionRule {
    v1::Region region = v1::REGION_UNSTATED;
    std::unique_ptr<LazyPattern> prose, head;  // in a sentence; in a head of a table
  };
  const std::vector<RegionRule>& regions() const { return shared_->regions; }
  // Words with a place in them that say nothing of where people are; may be null.
  const std::unique_ptr<LazyPattern>& region_mask() const { return shared_->region_mask; }
  const CountNamingPatterns& naming() const { return shared_->naming; }
  const CountListPatterns& lists() const { return shared_->lists; }
  const std::vector<Compiled<v1::CountCue>>& cues() const { return shared_->cues; }
  const std::vector<Compiled<v1::CountScale>>& scales() const { return shared_->scales; }
  const CountTablePatterns& table() const { return shared_->table; }

 private:
  // Compiled once and shared with the copies that know a filing's own words too.
  struct Patterns {
    std::unique_ptr<LazyPattern> number, anchor, nouns;
    std::vector<Compiled<v1::CountNoun>> noun_rules;
    std::vector<Compiled<v1::CountMetric>> metrics, defined_metrics;
    std::vector<BoundRule> bounds;
    std::vector<RegionRule> regions;
    std::unique_ptr<LazyPattern> region_mask;
    CountNamingPatterns naming;
    CountListPatterns lists;
    std::vector<Compiled<v1::CountCue>> cues;
    std::vector<Compiled<v1::CountScale>> scales;
    CountGrammarPatterns grammar;
    CountTablePatterns table;
  };

  CountWords() : own_(std::make_shared<Patterns>()), shared_(own_) {}
  absl::Status CompileRegions(const v1::UserCountRules& rules, const MacroTable& macros,
                              v1::RuleLanguage language);
  absl::Status CompileNaming(const v1::UserCountRules& rules, const MacroTable& macros,
                             v1::RuleLanguage language);
  absl::Status CompileLists(const v1::UserCountRules& rules, const MacroTable& macros,
                            v1::RuleLanguage language);
  void AddTerms(std::string_view text, std::vector<NounMatch>& found) const;

  std::shared_ptr<Patterns> own_;  // while it is made
  std::shared_ptr<const Patterns> shared_;
  std::vector<std::shared_ptr<const CountTerm>> terms_;
};

}  // namespace filing_review::classify
