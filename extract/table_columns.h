// Columns of a table: ranges of x that most of its data rows leave free on both sides. Internal to
// extract/.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/document.h"
#include "extract/table_cuts.h"
#include "extract/table_segments.h"

namespace filing_review::extract {

// Columns of rows [begin, end), left to right; fewer than two where nothing lines up.
std::vector<Span> FindColumns(const std::vector<VisualRow>& rows, size_t begin, size_t end);

// Cuts segments that the reader left in one though they stand in two columns, joins segments of
// one row that stand in one column, and sets Segment::column and column_end.
void FitToColumns(const Page& page, const std::vector<Span>& columns, VisualRow& row);

}  // namespace filing_review::extract
