// Tables told from the geometry of lines: rows, cells, columns. No ruling lines are needed.
//
//   std::vector<Table> tables = FindTables(document);
//
// A table is a run of lines of which most have several cells whose columns line up. A logical row
// may take several lines (a wrapped name, a two-line head); its cells then have several pieces.
// A table that goes on over a page break is one Table for each page, the later with `continues`;
// head rows repeated at the top of the later part are marked as heads there too.
//
// Pure and deterministic; no error: what does not look like a table is none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extract/document.h"

namespace filing_review::extract {

// A part of a cell that stands on one line.
struct CellPiece {
  uint32_t page = 0;                      // index into Document::pages
  uint32_t line = 0;                      // index into Page::lines
  uint32_t char_begin = 0, char_end = 0;  // chars of the page
};

struct TableCell {
  std::vector<CellPiece> pieces;  // top to bottom; never empty
  int32_t x0 = 0, x1 = 0;         // extent, 1/100 point
  uint16_t column = 0;            // first column that it covers
  uint16_t column_end = 1;        // one past the last
};

struct TableRow {
  std::vector<TableCell> cells;  // left to right; empty cells are left out
  int32_t y0 = 0, y1 = 0;        // extent, 1/100 point
  bool head = false;             // a head row above the data
};

struct Table {
  int32_t page = 0;                        // from 1
  uint32_t page_index = 0;                 // index into Document::pages
  uint32_t first_line = 0, last_line = 0;  // indexes into Page::lines, inclusive
  int32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // extent, 1/100 point
  std::vector<int32_t> column_x;           // left edge of each column, ascending
  std::vector<TableRow> rows;
  bool continues = false;  // goes on from the table before it in the vector
};

// Lines of role kBody only.
std::vector<Table> FindTables(const Document& document);

// Text of a cell as read, its pieces joined by a space.
std::string CellRawText(const Document& document, const TableCell& cell);

}  // namespace filing_review::extract
