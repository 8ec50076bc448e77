// Reads the rows of a table of holders, one below the other: names that go on in the next row,
// labels of groups, several rows of one holder, footnotes.
// Thread-safe.
#pragma once

#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_columns.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"
#include "classify/holder_table_heads.h"

namespace filing_review::classify {

// Where a table stands in the document.
struct HolderTablePlace {
  size_t table = 0;         // in AnalyzedDocument::tables
  size_t last_passage = 0;  // of its rows
  size_t heads_above = 0;   // rows of heads that come from the table above it
  bool goes_on = false;     // from the table that was read before it
};

// Appends the holdings of the rows, with evidence. `heads`: what its columns are.
void ReadTableRows(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                   const HolderTablePlace& place, extract::Table table, const TableText& text,
                   const HolderTable& heads, std::vector<HolderMention>& out);

}  // namespace filing_review::classify
