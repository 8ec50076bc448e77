// The order in which the rows of a page are read: columns of prose one after the other, table rows
// whole.
//
//   for (const Piece& piece : ReadingOrder(runs, rows)) …   // a line each
//
// Two columns are told by a gutter that stays free over many rows and has prose on both sides.
// Pure; lengths are points.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/rows.h"
#include "extract/text_runs.h"

namespace filing_review::extract {

// What becomes one line: runs of one row within one column.
struct Piece {
  std::vector<uint32_t> runs;
};

std::vector<Piece> ReadingOrder(const std::vector<Run>& runs, const std::vector<Row>& rows);

}  // namespace filing_review::extract
