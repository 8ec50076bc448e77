// Cells that came out of the reader as one piece, cut where columns or figures say so. Internal to
// extract/.
//
// Cells are told apart by gaps; where one is full, or its words are justified, the gap to the next
// is no wider than a space, and only what stands above and below tells.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/document.h"
#include "extract/table_segments.h"

namespace filing_review::extract {

// A range of x, 1/100 point: of a column.
struct Span {
  int32_t x0 = 0, x1 = 0;
};

// Cuts segments before a figure where figures of several rows start at one x: left-aligned cells
// that follow a full cell stand closer than the reader's gap ("Pine Fund 12,000,000 Class A").
void CutBeforeFigures(const Page& page, std::vector<VisualRow>& rows, size_t begin, size_t end);

// Cuts the segments of a head row where a word starts at the left edge of a column: justified
// words of neighbouring cells can stand closer than the reader's gap.
void CutAtLeftEdges(const Page& page, const std::vector<Span>& columns, VisualRow& row);

// Cuts `s` at a space in the free range before column `k`; true where it did, and then `right` is
// what was cut off. Figures are cut off at any such space; words only where Chinese stands beside
// it, which has no spaces of its own.
bool CutAtRiver(const Page& page, const std::vector<Span>& columns, int k, Segment& s,
                Segment& right);

}  // namespace filing_review::extract
