// Mends names of a table of holders whose lines the layout gave to the wrong row.
//
// Where names of several lines stand close below each other, only the base line of the figures
// tells which lines belong together: it is that of the first line of a name in some tables and
// that of the last in others; or names are centred on their figures. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_columns.h"
#include "classify/holder_lexicon.h"

namespace filing_review::classify {

// Gives the lines of the name column to the rows of data (from `first_row`) by the figures' base
// lines, or to the row above where they are the rest of its name, if cells are cut now and fewer
// are then. True where a line was moved.
bool JoinCutNames(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                  const std::vector<HolderColumn>& columns, size_t name_column, size_t first_row,
                  extract::Table& table);

}  // namespace filing_review::classify
