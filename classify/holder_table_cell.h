// Cells of a table of holders and the pieces that they are made of. Pure.
#pragma once

#include <cstddef>
#include <string>

#include "classify/analyzed_document.h"
#include "extract/tables.h"

namespace filing_review::classify {

// The cell that covers a column; null where it is empty.
extract::TableCell* CellOf(extract::TableRow& row, size_t column);

// Folded text of one piece of a cell.
std::string PieceText(const AnalyzedDocument& analyzed, const extract::CellPiece& piece);

}  // namespace filing_review::classify
