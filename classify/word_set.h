// The words of a document, to tell a word broken at a line end ('inter-' 'national') from a
// compound that happens to break there ('third-' 'party'). Built on first use.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "extract/document.h"

namespace filing_review::classify {

class WordSet {
 public:
  explicit WordSet(const extract::Document& document) : document_(document) {}
  // True where `word` (lower-case ASCII letters) stands in the document as a whole word, in any
  // case, without a hyphen beside it.
  bool Has(const std::string& word);

 private:
  const extract::Document& document_;
  std::unordered_set<std::string> words_;
  bool built_ = false;
};

}  // namespace filing_review::classify
