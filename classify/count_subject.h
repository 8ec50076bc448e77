// Tells the product, brand or entity that a user count is of, and where the counted people are.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "classify/analyzed_document.h"
#include "classify/count_mentions.h"
#include "classify/count_words.h"

namespace filing_review::classify {

struct CountSubject {
  size_t begin = 0, end = 0;  // bytes of the sentence; equal: none
  bool grammatical = false;   // the subject of the sentence, not a modifier of the noun
};

CountSubject FindSubject(std::string_view sentence, const CountMention& mention,
                         size_t previous_end, Script script);

// The region named nearest to the figure, and its words in the sentence.
v1::Region FindRegion(std::string_view sentence, size_t begin, size_t end, const CountWords& words,
                      size_t& text_begin, size_t& text_end);

// How often names stand in a document; each name is searched once.
class NameCensus {
 public:
  explicit NameCensus(const AnalyzedDocument& analyzed) : analyzed_(analyzed) {}
  // At most 100.
  int Count(const std::string& folded_name);

 private:
  const AnalyzedDocument& analyzed_;
  std::map<std::string, int> counts_;
};

}  // namespace filing_review::classify
