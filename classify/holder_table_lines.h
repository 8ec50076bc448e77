// Brings back the lines of a name that stand outside its cell: in a column of their own, where the
// type area spaced its words out; below the last row of a table, where the lines that only names
// have left were taken for a paragraph; at the top of the next page. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_columns.h"
#include "classify/holder_lexicon.h"

namespace filing_review::classify {

// Gives the words of a column without a head of its own, right behind the names, to the names.
// True where there were any.
bool JoinSpacedNames(const AnalyzedDocument& analyzed, const std::vector<HolderColumn>& columns,
                     size_t name_column, size_t first_row, extract::Table& table);

// Gives the lines right below the table to the name of its last row: of the width of the names, at
// the pitch of the name's own lines. True where there were any.
bool TakeLinesBelow(const AnalyzedDocument& analyzed, size_t name_column, extract::Table& table);

// Takes the lines off the first name of row `row` that are the rest of `above`, the last name of
// the page before: up to the bracket that closes one opened there, or a bracket of their own.
// Returns them, empty where there are none.
extract::TableCell CutNameRest(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                               const std::string& above, size_t name_column, size_t row,
                               extract::Table& table);

}  // namespace filing_review::classify
