// Turns a row of a table of holders into mentions.
// Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_columns.h"
#include "classify/holder_footnotes.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"
#include "classify/holder_table_heads.h"

namespace filing_review::classify {

// Reads a cell that may name a holder; false where it names none.
bool ReadTableName(const HolderLexicon& lexicon, const std::string& original,
                   HolderMention& mention);

// Adds the footnotes that the name's marks refer to.
void AddTableNotes(const HolderLexicon& lexicon, const FootnoteText& notes, HolderMention& mention);

// The cell of a row that covers a column, or nullptr.
const extract::TableCell* CellAt(const extract::TableRow& row, size_t column);

// Appends the holding of row `row` at one stage, with the row as evidence; nothing where its
// figures are empty. `base`: name and notes of the row.
void AddRowHolding(const AnalyzedDocument& analyzed, const extract::Table& table, size_t row,
                   const TableText& text, const HolderTable& heads, v1::HoldingStage stage,
                   const HolderMention& base, std::vector<HolderMention>& out);

}  // namespace filing_review::classify
