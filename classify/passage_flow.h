// Passages as they grow, one open at a time: which text goes on with which, over lines, columns
// and pages, and the sentences of what is done.
//
//   PassageFlow flow(words);   // outlive it
//   if (!flow.GoesOn(block)) flow.Close();
//   flow.AddParagraph(block, section);
//   …
//   flow.Finish(&analyzed);   // passages, sentences, script
//
// Where two languages stand side by side, a paragraph that its column leaves open waits for the
// same column of the next page. Not thread-safe.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/passage_writer.h"
#include "classify/sentences.h"
#include "classify/word_set.h"
#include "extract/document.h"

namespace filing_review::classify {

// Lines [begin, end) of a page that belong together.
struct Block {
  const extract::Page* page = nullptr;
  uint32_t page_index = 0;
  uint32_t begin = 0, end = 0;
  int32_t right = 0;        // right edge of the text of its column, 1/100 point
  bool first = false;       // at the head of a column, or first on its page
  bool in_columns = false;  // the page has several columns
};

class PassageFlow {
 public:
  explicit PassageFlow(WordSet& words) : words_(words) {}

  // True where `block` goes on with the open paragraph: it was left in mid-sentence, and this block
  // starts in mid-sentence.
  bool GoesOn(const Block& block) const;
  // True where the open paragraph may go on over the page.
  bool IsLeftOpen() const;

  // Makes room for a block that does not go on with the open passage: closes it, or lets it wait;
  // opens the paragraph that waits for this block, if there is one.
  void TurnTo(const Block& block);
  // Appends a block to the open paragraph, or to a new one. `run_in`: it opens with a heading, and
  // the block below it, in other type, goes on with its text.
  void AddParagraph(const Block& block, int32_t section, bool run_in = false);
  // A passage of its own, of the lines of a block.
  void AddWhole(PassageKind kind, const Block& block, int32_t section);
  void AddTableRow(int32_t table, int32_t row, int32_t section, const extract::Document& document,
                   const extract::Table& of);

  // Ends the open passage.
  void Close();
  void Finish(AnalyzedDocument* out);

 private:
  struct Growing {
    int32_t index = -1;  // of the passage; -1: none
    std::unique_ptr<PassageWriter> writer;
    bool full = false;  // its last line reaches the right edge
    bool run_in = false;
    uint16_t size = 0;  // font size of its last line
    int32_t start = 0;  // where its last line starts
    int32_t page = 0;   // of its last line, from 1
  };

  void Open(PassageKind kind, int32_t page, int32_t section);
  void End(Growing* growing);
  bool EndsInMidSentence(const Growing& growing) const;
  bool Fits(const Growing& growing, const Block& block) const;

  WordSet& words_;
  SentenceBreaker breaker_;
  std::deque<Passage> passages_;  // writers point into it
  std::vector<Sentence> sentences_;
  ScriptCount all_;
  Growing open_;
  std::vector<Growing> waiting_;
};

}  // namespace filing_review::classify
