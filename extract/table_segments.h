// Pieces of text with a place, and rows of them: what tables are told from. Internal to extract/.
//
// A segment is a cell of a line, or a whole line. A visual row is what stands on one baseline.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/segment_kind.h"

namespace filing_review::extract {

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

// Rows of the page's body lines that run to the right, top to bottom.
std::vector<VisualRow> VisualRows(const Page& page);

// The text of a segment. REQUIRES: `segment` is of `page`.
std::string_view SegmentText(const Page& page, const Segment& segment);

}  // namespace filing_review::extract
