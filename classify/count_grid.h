// A table made ready for reading counts: cells with their figures, the heads of each column from
// top to bottom, and what is said over all columns.
//
//   CountGrid grid = ReadGrid(analyzed, table, words);
//   for (size_t r = grid.body; r < grid.rows.size(); ++r) …
//
// Heads: a head that stands over a column without figures belongs to the next column that has some
// (heads set to the left over figures set to the right); a note of the units, or a title over all
// columns, belongs to no column.
//
// A chart whose labels survive as text is a table of which the last row is dates; it is read only
// where exactly one figure stands over each date.
#pragma once

#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_words.h"

namespace filing_review::classify {

struct GridCell {
  const extract::TableCell* cell = nullptr;
  std::string text;
  double figure = 0;  // nan where it is none
  bool IsFigure() const;
};

// A line of a head.
struct HeadPart {
  std::string text;
  bool wrapped = false;  // goes on from the line above in the same cell
};

struct ColumnHead {
  std::vector<HeadPart> parts;               // top to bottom
  const extract::TableCell* cell = nullptr;  // the lowest
  bool spanning = false;                     // a part stands over other columns too
  std::string Text() const;
  std::string Text(size_t count) const;  // of the first parts
  // The first part that names a part of what stands above it ("of which"); parts.size() where none
  // does.
  size_t PartOf(const CountWords& words) const;
};

struct CountGrid {
  std::vector<std::vector<GridCell>> rows;
  size_t body = 0;                // first row below the heads
  std::vector<ColumnHead> heads;  // one a column
  std::string title;              // over all columns
  std::string units;              // notes of the units of the whole table
  bool chart = false;             // of a chart: the last row was the dates, one figure over each
  // The text of a column's head; empty where there is none.
  std::string Head(size_t column) const;
};

CountGrid ReadGrid(const AnalyzedDocument& analyzed, const extract::Table& table,
                   const CountWords& words);

// Where the table has no heads and the line before it is nothing but dates, one a column, takes
// them for the heads.
void TakeHeadsFrom(const std::string& line, CountGrid& grid);

// Where the head of the first row is torn, its beginning in the line before the table and only its
// end in the row ("4、居民用户数量" above "(户)"), puts it together.
void TakeLabelFrom(const AnalyzedDocument& analyzed, const std::string& line, CountGrid& grid);

// Steps of ReadGrid. Moves a title or a note that is set over one column of dates, though it speaks
// of all, to the title.
void TakeTitle(CountGrid& grid);
// Gives a total the head that it shares with its parts, which may have gone to the first part
// alone.
void ShareHeads(const CountWords& words, CountGrid& grid);
// Takes the last row for the heads where the table is a chart; false where it is none.
bool ReadChart(size_t columns, const CountWords& words, CountGrid& grid);

// A cell that is one figure; nan where it is none.
double FigureOf(const std::string& text);
// The lines of a cell.
std::vector<std::string> PartsOf(const AnalyzedDocument& analyzed, const extract::TableCell& cell);

// True for a number that is a year, not a count.
bool IsYearFigure(double value, const std::string& text);

}  // namespace filing_review::classify
