#include "classify/holder_table_cell.h"

#include "classify/fold.h"

namespace filing_review::classify {

extract::TableCell* CellOf(extract::TableRow& row, size_t column) {
  for (extract::TableCell& cell : row.cells) {
    if (cell.column <= column && column < cell.column_end) return &cell;
  }
  return nullptr;
}

std::string PieceText(const AnalyzedDocument& analyzed, const extract::CellPiece& piece) {
  extract::TableCell cell;
  cell.pieces = {piece};
  return FoldText(CellOriginal(analyzed, cell));
}

}  // namespace filing_review::classify
