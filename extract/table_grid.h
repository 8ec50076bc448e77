// The parts that FindTables works with: pieces of text with a place, rows of them, columns.
// Internal to extract/; extract/tables.h is the interface.
//
// A segment is a cell of a line, or a whole line. A visual row is what stands on one baseline. A
// column is a range of x that most data rows leave free on both sides.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace filing_review::extract {

enum class SegmentKind : uint8_t {
  kText,
  kNumber,       // 1,234 · 12.8% · 36,585,147股
  kPlaceholder,  // — · * · N/A
  kYear,         // 2021 · 2021年 · 31 December 2021 has words and is text
  kMark,         // (1) · • · a) · 1.: what a list item starts with, or a footnote mark
};

struct Segment {
  uint32_t line = 0;                      // index into Page::lines
  uint32_t char_begin = 0, char_end = 0;  // chars of the page
  int32_t x0 = 0, x1 = 0, y0 = 0, y1 = 0;
  SegmentKind kind = SegmentKind::kText;
  bool closes_sentence = false;  // ends in 。 ; . and the like
  bool closes_with_colon = false;
  bool opens_item = false;  // text that starts with (二), 1、 or the like: a heading or note
  bool bold = false;        // of the line that it stands in
  uint16_t font = 0;        // likewise; index into Page::fonts
  int column = -1, column_end = -1;

  bool Figure() const { return kind == SegmentKind::kNumber || kind == SegmentKind::kPlaceholder; }
  int32_t Middle() const { return (x0 + x1) / 2; }
};

struct VisualRow {
  std::vector<Segment> segments;  // left to right
  int32_t y0 = 0, y1 = 0;
  bool figures = false;  // a figure stands in it, the first segment apart
};

struct Span {
  int32_t x0 = 0, x1 = 0;
};

// What the chars [begin, end) of a page's text are. `text` is the segment's own text.
SegmentKind KindOf(std::string_view text);

// Rows of the page's body lines that run to the right, top to bottom.
std::vector<VisualRow> VisualRows(const Page& page);

// Cuts segments before a figure where figures of several rows start at one x: left-aligned cells
// that follow a full cell stand closer than the reader's gap ("Pine Fund 12,000,000 Class A").
void CutBeforeFigures(const Page& page, std::vector<VisualRow>& rows, size_t begin, size_t end);

// Columns of rows [begin, end), left to right; fewer than two where nothing lines up.
std::vector<Span> FindColumns(const std::vector<VisualRow>& rows, size_t begin, size_t end);

// Cuts segments that the reader left in one though they stand in two columns, joins segments of
// one row that stand in one column, and sets Segment::column and column_end.
void FitToColumns(const Page& page, const std::vector<Span>& columns, VisualRow& row);

// Cuts the segments of a head row where a word starts at the left edge of a column: justified
// words of neighbouring cells can stand closer than the reader's gap.
void CutAtLeftEdges(const Page& page, const std::vector<Span>& columns, VisualRow& row);

}  // namespace filing_review::extract
