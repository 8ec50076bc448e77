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

// A rule with its compiled pattern.
template <typename Rule>
struct Compiled {
  const Rule* rule = nullptr;
  std::unique_ptr<LazyPattern> match;
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

struct CountGrammarPatterns {
  std::unique_ptr<LazyPattern> noun_to_number, noun_to_number_stop, number_to_noun,
      number_to_noun_stop, figure_to_figure, not_behind, not_before, unit, person_unit,
      noun_in_compound, number_ends, change_phrase, persons_by_unit, not_market_behind, same_date,
      counted_head, head_to_number, part_of, own_place;
  std::string market_metric;
};

// Of tables; see CountTableWords of the rules.
struct CountTablePatterns {
  std::unique_ptr<LazyPattern> not_users, period_end, mixed, counted, operating, part, unit_note,
      people_unit, other_unit, other_unit_cell, money, not_only_money, section_scale, missing,
      each_period, date_note, note_of_others, last_quarter_note, total, noun_in_compound;
  std::set<std::string> weak_metrics;
};

// How names stand in a sentence (CountNaming of the rules); group 1 of `own`, `other`, `topic` and
// `behind_noun` is the name.
struct CountNamingPatterns {
  std::vector<std::unique_ptr<LazyPattern>> own, other, topic, recurring, behind_noun,
      behind_product;
  std::unique_ptr<LazyPattern> lead_in, behind_name, no_name, metric_words, carried, issuer,
      product_phrase, list_begin, list_end;
};

class CountWords {
 public:
  // `rules` outlives the result. The status of a failure names the rule.
  static absl::StatusOr<std::unique_ptr<CountWords>> Create(const v1::UserCountRules& rules,
                                                            const MacroTable& macros,
                                                            v1::RuleLanguage language);

  // A cheap test: a noun of users and something that may be a number.
  bool MayCount(std::string_view sentence) const;

  // All nouns in text order, not overlapping, the longest at each place.
  std::vector<NounMatch> Nouns(std::string_view text) const;

  // The first rule that makes `metric` narrower in this phrase; null where none does.
  const v1::CountMetric* Narrow(std::string_view phrase, const std::string& metric) const;

  const CountGrammarPatterns& grammar() const { return grammar_; }

  struct BoundRule {
    const v1::CountBound* rule = nullptr;
    std::unique_ptr<LazyPattern> before, after;
  };
  const std::vector<BoundRule>& bounds() const { return bounds_; }
  struct RegionRule {
    v1::Region region = v1::REGION_UNSTATED;
    std::unique_ptr<LazyPattern> prose, head;  // in a sentence; in a head of a table
  };
  const std::vector<RegionRule>& regions() const { return regions_; }
  // Words with a place in them that say nothing of where people are; may be null.
  const std::unique_ptr<LazyPattern>& region_mask() const { return region_mask_; }
  const CountNamingPatterns& naming() const { return naming_; }
  const std::vector<Compiled<v1::CountCue>>& cues() const { return cues_; }
  const std::vector<Compiled<v1::CountScale>>& scales() const { return scales_; }
  const CountTablePatterns& table() const { return table_; }

 private:
  CountWords() = default;
  absl::Status CompileRegions(const v1::UserCountRules& rules, const MacroTable& macros,
                              v1::RuleLanguage language);
  absl::Status CompileNaming(const v1::UserCountRules& rules, const MacroTable& macros,
                             v1::RuleLanguage language);

  std::unique_ptr<LazyPattern> number_, anchor_, nouns_;
  std::vector<Compiled<v1::CountNoun>> noun_rules_;
  std::vector<Compiled<v1::CountMetric>> metrics_;
  std::vector<BoundRule> bounds_;
  std::vector<RegionRule> regions_;
  std::unique_ptr<LazyPattern> region_mask_;
  CountNamingPatterns naming_;
  std::vector<Compiled<v1::CountCue>> cues_;
  std::vector<Compiled<v1::CountScale>> scales_;
  CountGrammarPatterns grammar_;
  CountTablePatterns table_;
};

}  // namespace filing_review::classify
