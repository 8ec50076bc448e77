// Reads the rows of a table: which metric each figure is of, by its row, its column, a row above,
// the corner or the caption.
//
//   Registered users | 35,120 | 39,447     the row names the metric
//   of which in Hong Kong | 120 | 131      a part of the row above
//   Platform A | 535 | 618                 the column or the caption does
//   Revenue | 88.6 | 121.3                 none of users, whatever the caption says
#pragma once

#include <vector>

#include "classify/count_fact.h"
#include "classify/count_table_fact.h"

namespace filing_review::classify {

// Appends to `found`, row by row.
void ReadRows(const TableContext& context, std::vector<CountFact>& found);

}  // namespace filing_review::classify
