// Finds the figures of one sentence that count users: the number, what it is of, how it is bound.
//
//   for (const CountMention& m : FindMentions(sentence, words, Script::kChinese, dates)) …
//
//   "截至年末,注册用户逾3,000万名" -> 30,000,000, REGISTERED, MORE_THAN
//
// Offsets are bytes of the sentence. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_dates.h"
#include "classify/count_words.h"
#include "classify/quantities.h"

namespace filing_review::classify {

struct CountMention {
  double value = 0, upper = 0;
  bool range = false;
  v1::Bound bound = v1::BOUND_EXACT;
  size_t begin = 0, end = 0;                // the number
  size_t full_begin = 0, full_end = 0;      // with its bound words and unit
  size_t phrase_begin = 0, phrase_end = 0;  // the words that name the metric
  std::string metric;
  std::string rule_id;  // of the noun, or of the rule that made the metric narrower
  // How it was told: the noun behind the number or before it, the figure before it in the sentence,
  // or only the unit.
  enum class Basis { kNounBehind, kNounBefore, kFigureBefore, kUnit } basis = Basis::kNounBehind;
};

// In text order. Numbers inside `dates` are none.
std::vector<CountMention> FindMentions(std::string_view sentence, const CountWords& words,
                                       Script script, const std::vector<DateMention>& dates);

// Index into `dates` for each mention; -1 where no date fits.
std::vector<int> AssignDates(std::string_view sentence, const std::vector<CountMention>& mentions,
                             const std::vector<DateMention>& dates, Script script,
                             const CountWords& words);

}  // namespace filing_review::classify
