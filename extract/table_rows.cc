#include "extract/table_rows.h"

#include <algorithm>
#include <cstdlib>

#include "extract/table_heads.h"

namespace filing_review::extract {

namespace {

bool Covers(const VisualRow& row, int column) {
  return std::any_of(row.segments.begin(), row.segments.end(),
                     [&](const Segment& s) { return s.column <= column && column < s.column_end; });
}

void AddToRow(const VisualRow& visual, uint32_t page_index, TableRow& row) {
  row.y0 = row.cells.empty() ? visual.y0 : std::min(row.y0, visual.y0);
  row.y1 = row.cells.empty() ? visual.y1 : std::max(row.y1, visual.y1);
  for (const Segment& s : visual.segments) {
    TableCell* into = nullptr;
    for (TableCell& cell : row.cells) {
      if (cell.column == s.column && (cell.column_end == s.column_end || !s.Figure())) into = &cell;
    }
    if (into == nullptr) {
      row.cells.push_back(NewCell(page_index, s, s.column, s.column_end));
      continue;
    }
    into->pieces.push_back(PieceOf(page_index, s));
    into->x0 = std::min(into->x0, s.x0);
    into->x1 = std::max(into->x1, s.x1);
    into->column_end = std::max<uint16_t>(into->column_end, static_cast<uint16_t>(s.column_end));
  }
}

const Segment* InFirstColumn(const VisualRow& row) {
  const Segment& s = row.segments.front();
  return s.column == 0 ? &s : nullptr;
}

// A line of the first column alone that names a group of rows: bold above rows that are not,
// or closed by a colon.
bool Label(const VisualRow& row, const VisualRow& below) {
  if (row.segments.size() != 1) return false;
  const Segment& s = row.segments[0];
  if (s.column == 0 && s.column_end > 2) return true;
  const Segment* name = InFirstColumn(below);
  if (s.column != 0 || name == nullptr) return false;
  return s.closes_with_colon || (s.bold && !name->bold);
}

// Of rows a < i < b (a and b carry figures) the first that belongs to b.
// `figures_last`: the figures of this table stand on the last line of their row.
size_t Divide(const std::vector<VisualRow>& rows, size_t a, size_t b, bool figures_last) {
  if (b == a + 1) return b;
  for (size_t i = b - 1; i > a; --i) {
    // A label belongs to what is below it.
    if (rows[i].segments.size() != 1 || rows[i].segments[0].column != 0) continue;
    if (rows[i].segments[0].closes_with_colon || rows[i].segments[0].column_end > 2) return i;
  }
  size_t at = b;
  int32_t widest = INT32_MIN, second = INT32_MIN;
  for (size_t i = a + 1; i <= b; ++i) {
    const int32_t gap = rows[i].y0 - rows[i - 1].y1;
    if (gap > widest) {
      second = widest;
      widest = gap;
      at = i;
    } else {
      second = std::max(second, gap);
    }
  }
  const int32_t height = std::max(1, rows[b].y1 - rows[b].y0);
  if (widest - second > height / 8) return at;
  // All gaps alike: an indented line goes on with the name above it.
  constexpr int32_t kIndent = 300;
  const Segment* name = InFirstColumn(rows[b]);
  const Segment* start = InFirstColumn(rows[b - 1]);
  if (name != nullptr && start != nullptr && name->x0 > start->x0 + kIndent) {
    size_t i = b - 1;
    while (i > a + 1 && InFirstColumn(rows[i]) != nullptr &&
           InFirstColumn(rows[i])->x0 >= name->x0 - kIndent / 2) {
      --i;
    }
    return i;
  }
  if (figures_last) return a + 1;
  // What fills a hole of the row below belongs to it, else it wraps from above.
  size_t first = b;
  while (first > a + 1) {
    const VisualRow& row = rows[first - 1];
    const bool hole = std::all_of(row.segments.begin(), row.segments.end(), [&](const Segment& s) {
      return !Covers(rows[b], s.column) && Covers(rows[a], s.column);
    });
    if (!hole) break;
    --first;
  }
  return first;
}

void FillByFigures(const std::vector<VisualRow>& rows, size_t begin, size_t end, size_t first,
                   uint32_t page_index, Table& table) {
  // Names above the first figures and none below the last ones.
  const Segment* above = first > begin ? InFirstColumn(rows[first - 1]) : nullptr;
  const bool figures_last =
      above != nullptr && above->column_end == 1 && rows[end - 1].figures &&
      !Label(rows[first - 1], rows[first]) && Covers(rows[first], 0) &&
      (rows[first].y0 - rows[first - 1].y1) * 2 < rows[first].y1 - rows[first].y0;
  // `begin` is the first row after the heads, `first` the first with figures.
  std::vector<size_t> anchors;
  for (size_t i = first; i < end; ++i) {
    if (rows[i].figures) anchors.push_back(i);
  }
  size_t from = begin;
  for (size_t k = 0; k < anchors.size(); ++k) {
    const size_t to =
        k + 1 < anchors.size() ? Divide(rows, anchors[k], anchors[k + 1], figures_last) : end;
    TableRow row;
    for (size_t i = from; i < to; ++i) {
      const bool alone = row.cells.empty();
      AddToRow(rows[i], page_index, row);
      if (alone && i < anchors[k] && Label(rows[i], rows[anchors[k]])) {
        table.rows.push_back(std::move(row));
        row = TableRow();
      }
    }
    std::sort(row.cells.begin(), row.cells.end(),
              [](const TableCell& x, const TableCell& y) { return x.column < y.column; });
    table.rows.push_back(std::move(row));
    from = to;
  }
}

void FillByFirstColumn(const std::vector<VisualRow>& rows, size_t begin, size_t end,
                       uint32_t page_index, Table& table) {
  TableRow row;
  auto close = [&] {
    if (row.cells.empty()) return;
    std::sort(row.cells.begin(), row.cells.end(),
              [](const TableCell& x, const TableCell& y) { return x.column < y.column; });
    table.rows.push_back(std::move(row));
    row = TableRow();
  };
  for (size_t i = begin; i < end; ++i) {
    const bool starts = Covers(rows[i], 0);
    const int32_t gap = i > begin ? rows[i].y0 - rows[i - 1].y1 : 0;
    const bool tight = i > begin && gap * 10 < (rows[i].y1 - rows[i].y0) * 5;
    const bool wraps = starts && tight && rows[i].segments.size() == 1;
    if (i > begin && starts && !wraps) close();
    AddToRow(rows[i], page_index, row);
  }
  close();
}

}  // namespace

void FillRows(const Page& page, uint32_t page_index, const std::vector<VisualRow>& rows,
              size_t begin, size_t end, const std::vector<Span>& columns, Table& table) {
  size_t first = begin;
  while (first < end && !rows[first].figures) ++first;
  if (first == end) {
    FillByFirstColumn(rows, begin, end, page_index, table);
    return;
  }
  // Lines above the first figures are heads, but for the last ones: lines of the first column
  // alone below the last line that heads figures, and lines that fill holes of the first row.
  size_t data = first;
  while (data > begin) {
    const VisualRow& row = rows[data - 1];
    const bool name = std::all_of(row.segments.begin(), row.segments.end(), [&](const Segment& s) {
      return s.column == 0 || (s.column_end == s.column + 1 && !Covers(rows[first], s.column));
    });
    if (!name) break;
    --data;
  }
  if (data < first && Covers(rows[first], 0)) {
    // The head of the first column may stand among them.
    const size_t head = data == begin ? Divide(rows, data, first, false) : data;
    data = std::max(data, head);
  }
  FillHeads(page, page_index, rows, begin, data, columns, table);
  FillByFigures(rows, data, end, first, page_index, table);
}

}  // namespace filing_review::extract
