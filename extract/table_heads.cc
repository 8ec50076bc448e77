#include "extract/table_heads.h"

#include <algorithm>
#include <cstdlib>

#include "extract/table_cuts.h"

namespace filing_review::extract {

namespace {

// True where two or more heads stand below within [x0, x1): then a head above may span them.
bool HeadsBelow(const std::vector<VisualRow>& rows, size_t begin, size_t end, int32_t x0,
                int32_t x1) {
  for (size_t i = begin; i < end; ++i) {
    int within = 0;
    for (const Segment& s : rows[i].segments) {
      within += s.Middle() > x0 - 300 && s.Middle() < x1 + 300 ? 1 : 0;
    }
    if (within >= 2) return true;
  }
  return false;
}

// Columns that a head stands over: the one it is nearest to, or those whose common middle is its
// own where heads of theirs stand below it, in rows [begin, end).
Span HeadColumns(const std::vector<Span>& columns, const std::vector<VisualRow>& rows, size_t begin,
                 size_t end, const Segment& s, int lowest, int highest) {
  int best0 = s.column, best1 = s.column + 1;
  int64_t best = INT64_MAX;
  for (int i = lowest; i < highest; ++i) {
    for (int j = i + 1; j <= highest; ++j) {
      const int32_t x0 = columns[i].x0, x1 = columns[j - 1].x1;
      if (j > i + 1 && (s.x1 <= x0 || s.x0 >= x1)) continue;
      const int32_t outside = std::max(0, x0 - s.x0) + std::max(0, s.x1 - x1);
      int64_t cost = std::abs((x0 + x1) / 2 - s.Middle()) + outside / 4 + 150 * (j - i);
      if (j == i + 1) cost = std::min<int64_t>(cost, std::abs(s.x1 - x1) + outside / 4 + 150);
      if (cost >= best) continue;
      if (j > i + 1 && !HeadsBelow(rows, begin, end, x0, x1)) continue;
      best = cost;
      best0 = i;
      best1 = j;
    }
  }
  return {best0, best1};
}

// True where head cells start where their columns do, which left-aligned cells show.
bool LeftAligned(const std::vector<VisualRow>& rows, size_t begin, size_t end,
                 const std::vector<Span>& columns) {
  constexpr int32_t kClose = 150;
  int left = 0, other = 0;
  for (size_t i = begin; i < end; ++i) {
    for (const Segment& s : rows[i].segments) {
      if (s.column == 0) continue;
      const Span& c = columns[s.column];
      if (std::abs(s.x0 - c.x0) < kClose) {
        ++left;
      } else if (std::abs(s.Middle() - (c.x0 + c.x1) / 2) < kClose ||
                 std::abs(s.x1 - c.x1) < kClose) {
        ++other;
      }
    }
  }
  return left > other;
}

// Columns of each segment of a head line.
std::vector<Span> HeadSpans(const std::vector<Span>& columns, const std::vector<VisualRow>& rows,
                            size_t at, size_t end, const VisualRow& row, bool left) {
  const int count = static_cast<int>(columns.size());
  std::vector<Span> over(row.segments.size());
  int from = 0;
  for (size_t k = 0; k < row.segments.size(); ++k) {
    const Segment& s = row.segments[k];
    // Left-aligned: what starts at a column's edge stands in it, what does not is centred.
    int a = 0, b = 0;
    for (int c = 0; left && c < count; ++c) {
      if (columns[c].x0 <= s.x0 + 150) a = c;
      if (columns[c].x0 < s.x1 - 300) b = c + 1;
    }
    const bool in_cell =
        std::any_of(row.segments.begin(), row.segments.end(),
                    [&](const Segment& o) { return std::abs(o.x0 - columns[a].x0) < 300; });
    if (left && (in_cell || b > a + 1)) {
      over[k] = {a, std::max(a + 1, b)};
      from = over[k].x1;
      continue;
    }
    // No further than the next segment's first column.
    int highest = count;
    for (size_t n = k + 1; n < row.segments.size(); ++n) {
      if (row.segments[n].column > s.column) {
        highest = row.segments[n].column;
        break;
      }
    }
    from = std::min({from, s.column, count - 1});
    over[k] = HeadColumns(columns, rows, at + 1, end, s, from, std::max(highest, s.column + 1));
    from = over[k].x1;
  }
  return over;
}

}  // namespace

CellPiece PieceOf(uint32_t page_index, const Segment& s) {
  return {page_index, s.line, s.char_begin, s.char_end};
}

TableCell NewCell(uint32_t page_index, const Segment& s, int column, int column_end) {
  TableCell cell;
  cell.pieces.push_back(PieceOf(page_index, s));
  cell.x0 = s.x0;
  cell.x1 = s.x1;
  cell.column = static_cast<uint16_t>(column);
  cell.column_end = static_cast<uint16_t>(column_end);
  return cell;
}

void FillHeads(const Page& page, uint32_t page_index, const std::vector<VisualRow>& rows,
               size_t begin, size_t end, const std::vector<Span>& columns, Table& table) {
  // The cell that covers each column so far.
  struct Open {
    size_t row = SIZE_MAX, cell = 0;
  };
  std::vector<Open> open(columns.size());
  const bool left = LeftAligned(rows, begin, end, columns);
  for (size_t i = begin; i < end; ++i) {
    VisualRow row = rows[i];
    if (left) CutAtLeftEdges(page, columns, row);
    TableRow next;
    next.head = true;
    next.y0 = row.y0;
    next.y1 = row.y1;
    const std::vector<Span> over = HeadSpans(columns, rows, i, end, row, left);
    for (size_t k = 0; k < row.segments.size(); ++k) {
      const Segment& s = row.segments[k];
      const int a = over[k].x0, b = over[k].x1;
      TableCell* into = nullptr;
      TableRow* in = nullptr;
      if (!next.cells.empty() && next.cells.back().column == a &&
          next.cells.back().column_end == b) {
        into = &next.cells.back();
        in = &next;
      } else if (open[a].row < table.rows.size()) {
        in = &table.rows[open[a].row];
        into = &in->cells[open[a].cell];
        if (into->column != a || into->column_end != b || s.y0 - in->y1 >= 2 * (s.y1 - s.y0)) {
          into = nullptr;
        }
      }
      if (into != nullptr) {
        into->pieces.push_back(PieceOf(page_index, s));
        into->x0 = std::min(into->x0, s.x0);
        into->x1 = std::max(into->x1, s.x1);
        in->y1 = std::max(in->y1, s.y1);
      } else {
        next.cells.push_back(NewCell(page_index, s, a, b));
        for (int c = a; c < b; ++c) open[c] = {table.rows.size(), next.cells.size() - 1};
      }
    }
    if (!next.cells.empty()) table.rows.push_back(std::move(next));
  }
}

}  // namespace filing_review::extract
