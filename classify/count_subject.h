// Tells the product, brand, kind of people or company that a user count is of, by grammar: the
// words of the counted noun, what stands behind it, the subject of the clause, of the sentence, of
// the sentences before, the heading. Nothing where it is the issuer as a whole or a market.
//
//   CountSubject s = FindSubject({analyzed, names, words, i, begin, text, mentions, k});
//
// Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_mentions.h"
#include "classify/count_names.h"
#include "classify/count_words.h"

namespace filing_review::classify {

struct CountSubject {
  std::string text;  // as printed; empty: none
  SubjectKind kind = SubjectKind::kNone;
  bool grammatical = false;  // a name that the clause says something of, not a modifier
  bool carried = false;      // of a sentence before or a heading
};

// Where a figure of prose stands.
struct SubjectPlace {
  const AnalyzedDocument& analyzed;
  const FilingNames& names;
  const CountWords& words;
  size_t sentence = 0;    // index into analyzed.sentences
  size_t begin = 0;       // of `text` in the passage, bytes
  std::string_view text;  // of the sentence
  const std::vector<CountMention>& mentions;
  size_t mention = 0;  // index into mentions
};

CountSubject FindSubject(const SubjectPlace& place);

}  // namespace filing_review::classify
