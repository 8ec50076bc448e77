// The words of a document, to tell a word broken at a line end ('inter-' 'national') from a
// compound that happens to break there ('third-' 'party'). Built on first use. Thread-safe.
//
// Kept as 64-bit hashes: a document has hundreds of thousands of words, and a wrong yes, once in
// 10^14 questions, would cost a hyphen.
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace filing_review::classify {

class WordSet {
 public:
  explicit WordSet(const extract::Document& document) : document_(document) {}
  // True where `word` (lower-case ASCII letters) stands in the document as a whole word of five
  // letters or more, in any case, without a hyphen beside it.
  bool Has(std::string_view word);

 private:
  void Build();
  // Where `hash` stands in slots_, or the empty slot where it would.
  size_t SlotOf(uint64_t hash) const;
  void Insert(uint64_t hash);

  const extract::Document& document_;
  std::once_flag built_;
  std::vector<uint64_t> slots_;  // open addressing, a power of two of them; 0: empty
  size_t used_ = 0;
};

}  // namespace filing_review::classify
