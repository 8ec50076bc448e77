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
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "classify/count_patterns.h"
#include "classify/pattern_match.h"
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
  void AddTerms(std::string_view text, std::vector<NounMatch>& found) const;

  std::shared_ptr<Patterns> own_;  // while it is made
  std::shared_ptr<const Patterns> shared_;
  std::vector<std::shared_ptr<const CountTerm>> terms_;
};

}  // namespace filing_review::classify
