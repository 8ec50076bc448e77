// Which noun of a sentence a number counts: the one behind it, the one before it, or the head of
// the clause.
//
// Offsets are bytes of the sentence, which must outlive this. Thread-safe after construction.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_words.h"
#include "classify/quantities.h"

namespace filing_review::classify {

// Start of the words that belong to the noun that begins at `noun`: behind the last separator.
size_t PhraseBegin(std::string_view text, size_t noun, const CountWords& words);

class NounsOfSentence {
 public:
  NounsOfSentence(std::string_view text, const CountWords& words, Script script)
      : text_(text),
        words_(words),
        grammar_(words.grammar()),
        script_(script),
        nouns_(words.Nouns(text)) {}

  // In text order.
  const std::vector<NounMatch>& all() const { return nouns_; }

  // The first noun behind, with nothing but modifiers in between.
  const NounMatch* Behind(size_t from) const;

  // The last noun before, with nothing but connecting words, dates and figures in between.
  const NounMatch* Before(size_t begin, size_t end, size_t unit_end) const;

  // "粉丝超过一百万名的创作者": the number is of the noun right before; the one behind is described
  // by it.
  bool Describes(const Quantity& q, size_t unit_end) const;

  // "The number of borrowers who have used the services of our partners reached …": the noun that
  // the clause counts, over the nouns of its relative clause.
  const NounMatch* CountedHead(size_t begin, size_t unit_end) const;

 private:
  bool IsComplement(const NounMatch& users, const NounMatch& things) const;

  std::string_view text_;
  const CountWords& words_;
  const CountGrammarPatterns& grammar_;
  Script script_;
  std::vector<NounMatch> nouns_;
};

}  // namespace filing_review::classify
