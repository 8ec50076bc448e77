// Logical rows and heads of one table, from its visual rows. Internal to extract/.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/table_columns.h"
#include "extract/table_segments.h"
#include "extract/tables.h"

namespace filing_review::extract {

// Rows [begin, end), fitted to `columns` already. `page_index` goes into the cell pieces.
// Fills `table.rows`: heads first (a cell that spans columns covers them all), then the data, a
// name or head wrapped over lines joined to the row whose figures it belongs to.
void FillRows(const Page& page, uint32_t page_index, const std::vector<VisualRow>& rows,
              size_t begin, size_t end, const std::vector<Span>& columns, Table& table);

}  // namespace filing_review::extract
