// Writes the normalised text of a passage line by line, with its map back to the page.
//
//   PassageWriter writer(passage, words);
//   for (line …) writer.AddLine(page, page_index, line_index, line.char_begin, line.char_end);
//   writer.AddTab(…);   // between two cells
//
// What it does to the text: classify/analyzed_document.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "classify/analyzed_document.h"
#include "classify/word_set.h"

namespace filing_review::classify {

// Characters of a text by script.
struct ScriptCount {
  size_t han = 0, latin = 0, traditional = 0;
  void Add(char32_t c);
  void Add(const ScriptCount& other);
};

class PassageWriter {
 public:
  PassageWriter(Passage& passage, WordSet& words) : passage_(passage), words_(words) {}

  // Appends chars [begin, end) of a line, joined to what stands before.
  void AddLine(const extract::Page& page, uint32_t page_index, uint32_t line_index, uint32_t begin,
               uint32_t end);
  // Appends a tab, the border of two cells; the char that the next cell starts with is given.
  void AddTab(SourceChar next);

  const ScriptCount& count() const { return count_; }

 private:
  void Join(SourceChar next, std::string_view text);

  Passage& passage_;
  WordSet& words_;
  ScriptCount count_;
  char32_t last_ = 0;  // last code point written
};

// True for a code point of Chinese text: Han, CJK punctuation, full-width forms.
bool IsCjk(char32_t c);

}  // namespace filing_review::classify
