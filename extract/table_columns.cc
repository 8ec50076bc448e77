#include "extract/table_columns.h"

#include <algorithm>
#include <cstddef>

#include "extract/table_cuts.h"

namespace filing_review::extract {

std::vector<Span> FindColumns(const std::vector<VisualRow>& rows, size_t begin, size_t end) {
  size_t most = 0, with_figures = 0;
  for (size_t i = begin; i < end; ++i) {
    if (!rows[i].figures || rows[i].segments.size() < 2) continue;
    most = std::max(most, rows[i].segments.size());
    ++with_figures;
  }
  const bool by_figures = with_figures > 0;
  if (!by_figures) {
    for (size_t i = begin; i < end; ++i) most = std::max(most, rows[i].segments.size());
  }
  const size_t least = std::max<size_t>(2, (most * 6 + 9) / 10);
  struct Edge {
    int32_t x;
    int step;
  };
  std::vector<Edge> edges;
  int base = 0;
  for (size_t i = begin; i < end; ++i) {
    if ((by_figures && !rows[i].figures) || rows[i].segments.size() < least) continue;
    ++base;
    for (const Segment& s : rows[i].segments) {
      // A footnote mark beside a figure or a name makes no column.
      if (s.kind == SegmentKind::kMark && &s != &rows[i].segments.front()) continue;
      edges.push_back({s.x0, 1});
      edges.push_back({s.x1, -1});
    }
  }
  const int noise = base >= 4 ? std::max(1, base / 6) : 0;
  std::vector<Span> columns;
  auto sweep = [](std::vector<Edge>& e, int above, std::vector<Span>& out) {
    std::sort(e.begin(), e.end(), [](const Edge& a, const Edge& b) {
      return a.x != b.x ? a.x < b.x : a.step > b.step;
    });
    int depth = 0;
    for (const Edge& edge : e) {
      const int before = depth;
      depth += edge.step;
      if (before <= above && depth > above) out.push_back({edge.x, edge.x});
      if (before > above && depth <= above) out.back().x1 = edge.x;
    }
  };
  sweep(edges, noise, columns);
  // Columns that few such rows fill, and cells beside the figures on lines of their own. What only
  // a head fills is no column.
  edges.clear();
  size_t first = begin;
  while (by_figures && first < end && !rows[first].figures) ++first;
  for (size_t i = first; i < end; ++i) {
    if (rows[i].segments.size() < 2) continue;
    for (const Segment& s : rows[i].segments) {
      if (s.kind == SegmentKind::kMark) continue;
      const bool taken = std::any_of(columns.begin(), columns.end(), [&](const Span& c) {
        return s.x0 < c.x1 + 150 && c.x0 < s.x1 + 150;
      });
      if (taken) continue;
      edges.push_back({s.x0, 1});
      edges.push_back({s.x1, -1});
    }
  }
  if (!edges.empty()) {
    sweep(edges, 0, columns);
    std::sort(columns.begin(), columns.end(),
              [](const Span& a, const Span& b) { return a.x0 < b.x0; });
  }
  return columns;
}

namespace {

// Overlap of a segment with a column.
int32_t Overlap(const Segment& s, const Span& c) {
  return std::min(s.x1, c.x1) - std::max(s.x0, c.x0);
}

// First and last column that a segment stands in; the nearest where it stands between two.
// Columns that it touches at the rim only are none of its own.
void Place(const std::vector<Span>& columns, Segment& s) {
  s.column = s.column_end = -1;
  int nearest = 0;
  int32_t best = INT32_MIN;
  for (size_t k = 0; k < columns.size(); ++k) {
    const int32_t overlap = Overlap(s, columns[k]);
    const int32_t column_width = std::max(1, columns[k].x1 - columns[k].x0);
    if (overlap > 0 && overlap * 10 >= column_width * 4) {
      if (s.column < 0) s.column = static_cast<int>(k);
      s.column_end = static_cast<int>(k) + 1;
    }
    if (overlap > best) {
      best = overlap;
      nearest = static_cast<int>(k);
    }
  }
  if (s.column < 0) {
    s.column = nearest;
    s.column_end = nearest + 1;
  }
}

}  // namespace

void FitToColumns(const Page& page, const std::vector<Span>& columns, VisualRow& row) {
  std::vector<Segment> out;
  const bool wraps = std::any_of(row.segments.begin(), row.segments.end(), [&](Segment s) {
    Place(columns, s);
    return s.column_end == s.column + 2;
  });
  if (row.figures || wraps) CutAtLeftEdges(page, columns, row);
  for (Segment s : row.segments) {
    Place(columns, s);
    // From the right: what is cut off is one column wide. The words of a line that stands alone
    // are cut only where every river it crosses runs through a space of it.
    const Segment whole = s;
    std::vector<Segment> cut;
    for (int k = s.column_end - 1; k > s.column; --k) {
      Segment right;
      if (!CutAtRiver(page, columns, k, s, right)) continue;
      Place(columns, right);
      cut.push_back(right);
      Place(columns, s);
    }
    const int rivers = whole.column_end - whole.column - 1;
    if (row.segments.size() == 1 && whole.kind == SegmentKind::kText && !row.figures &&
        (static_cast<int>(cut.size()) < rivers || cut.size() < 2)) {
      s = whole;
      cut.clear();
    }
    out.push_back(s);
    out.insert(out.end(), cut.rbegin(), cut.rend());
  }
  // Words of a justified cell come as segments of their own.
  std::vector<Segment> joined;
  for (const Segment& s : out) {
    if (!joined.empty()) {
      Segment& last = joined.back();
      if (last.line == s.line && last.column == s.column && last.column_end == s.column_end &&
          s.column_end == s.column + 1) {
        last.char_end = s.char_end;
        last.x1 = std::max(last.x1, s.x1);
        last.closes_sentence = s.closes_sentence;
        last.kind = KindOf(SegmentText(page, last));
        continue;
      }
    }
    joined.push_back(s);
  }
  row.segments = std::move(joined);
  row.figures = false;
  for (size_t i = 0; i < row.segments.size(); ++i) {
    const Segment& s = row.segments[i];
    if (s.column > 0 && s.Figure()) row.figures = true;
  }
}

}  // namespace filing_review::extract
