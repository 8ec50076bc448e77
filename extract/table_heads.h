// The head rows of a table, from its visual rows. Internal to extract/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "extract/table_columns.h"
#include "extract/table_segments.h"
#include "extract/tables.h"

namespace filing_review::extract {

CellPiece PieceOf(uint32_t page_index, const Segment& segment);
// A cell of one piece that covers columns [column, column_end).
TableCell NewCell(uint32_t page_index, const Segment& segment, int column, int column_end);

// Appends rows [begin, end), fitted to `columns` already, to `table.rows` as heads: lines of one
// cell are joined; a cell over several cells of the line below spans them.
void FillHeads(const Page& page, uint32_t page_index, const std::vector<VisualRow>& rows,
               size_t begin, size_t end, const std::vector<Span>& columns, Table& table);

}  // namespace filing_review::extract
