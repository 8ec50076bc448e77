#include "extract/tables.h"

#include <algorithm>
#include <cstdlib>

#include "extract/table_columns.h"
#include "extract/table_cuts.h"
#include "extract/table_rows.h"
#include "extract/table_segments.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

// Rows of a name that may stand between two rows of figures.
constexpr size_t kLongestBridge = 8;
// Heights of a line that may be free between two rows.
constexpr int32_t kWidestGap = 5;

struct Body {
  int32_t x0 = INT32_MAX, x1 = INT32_MIN;
};

bool ListItem(const VisualRow& row) {
  return row.segments.size() == 2 && row.segments[1].kind == SegmentKind::kText &&
         (row.segments[0].kind == SegmentKind::kMark ||
          row.segments[0].kind == SegmentKind::kPlaceholder);
}

// Several cells side by side that are more than a list item or a line with a wide space in it.
bool Tabular(const VisualRow& row) { return row.segments.size() >= 2 && !ListItem(row); }

bool Prose(const VisualRow& row, const Body& body) {
  const int32_t width = body.x1 - body.x0;
  if (ListItem(row)) return row.segments[1].x1 - row.segments[0].x0 > width / 2;
  if (row.segments.size() != 1) return false;
  const Segment& s = row.segments[0];
  return s.kind == SegmentKind::kText && (s.x1 - s.x0) * 10 > width * 6 &&
         s.x0 - body.x0 < width / 4;
}

bool FarApart(const VisualRow& above, const VisualRow& below) {
  const int32_t height = std::max(above.y1 - above.y0, below.y1 - below.y0);
  return below.y0 - above.y1 > kWidestGap * height;
}

// A line of one segment that runs over several columns and is no label within the table.
bool Crosses(const VisualRow& row, const std::vector<Span>& columns) {
  return row.segments.size() == 1 && row.segments[0].column_end - row.segments[0].column > 1 &&
         (row.segments[0].column == 0 || row.segments[0].closes_sentence) &&
         columns[row.segments[0].column_end - 1].x0 < row.segments[0].x1;
}

// True where rows [begin, end) are worth being called a table.
bool GoodTable(const std::vector<VisualRow>& rows, size_t begin, size_t end,
               const std::vector<Span>& columns) {
  size_t tabular = 0, figures = 0, three = 0, aligned = 0;
  for (size_t i = begin; i < end; ++i) {
    if (!Tabular(rows[i])) continue;
    ++tabular;
    figures += rows[i].figures ? 1 : 0;
    three += rows[i].segments.size() >= 3 ? 1 : 0;
    // Text columns count where the cells of the second start at one place.
    if (rows[i].segments.size() >= 2) {
      const Segment& s = rows[i].segments[1];
      aligned += std::abs(s.x0 - columns[s.column].x0) < 300 ? 1 : 0;
    }
  }
  if (figures >= 1 && tabular >= 2) return true;
  if (figures >= 1 && three >= 1) return true;
  return tabular >= 3 && (three >= 2 || aligned * 10 >= tabular * 8);
}

void AddTable(const Page& page, uint32_t page_index, const std::vector<VisualRow>& rows,
              size_t begin, size_t end, const std::vector<Span>& columns, std::vector<Table>& out) {
  Table table;
  table.page = page.number;
  table.page_index = page_index;
  table.first_line = UINT32_MAX;
  table.x0 = INT32_MAX;
  table.y0 = INT32_MAX;
  for (size_t i = begin; i < end; ++i) {
    for (const Segment& s : rows[i].segments) {
      table.first_line = std::min(table.first_line, s.line);
      table.last_line = std::max(table.last_line, s.line);
      table.x0 = std::min(table.x0, s.x0);
      table.x1 = std::max(table.x1, s.x1);
      table.y0 = std::min(table.y0, s.y0);
      table.y1 = std::max(table.y1, s.y1);
    }
  }
  for (const Span& c : columns) table.column_x.push_back(c.x0);
  FillRows(page, page_index, rows, begin, end, columns, table);
  out.push_back(std::move(table));
}

// True where text cells of row `i` stand over or under figures of row `figures`: a head.
bool HeadOver(const VisualRow& row, const VisualRow& figures) {
  int over = 0;
  for (const Segment& s : row.segments) {
    if (s.kind != SegmentKind::kText && s.kind != SegmentKind::kYear) continue;
    for (const Segment& f : figures.segments) {
      if (f.Figure() && s.x0 < f.x1 && f.x0 < s.x1) {
        ++over;
        break;
      }
    }
  }
  return over >= 2;
}

// First rows of the tables that follow each other in rows [begin, end): a new head below figures.
std::vector<size_t> Heads(const std::vector<VisualRow>& rows, size_t begin, size_t end) {
  std::vector<size_t> out = {begin};
  size_t figures = SIZE_MAX;
  for (size_t i = begin; i < end; ++i) {
    if (rows[i].figures) {
      figures = i;
      continue;
    }
    if (figures == SIZE_MAX || rows[i].segments.size() < 2) continue;
    const int32_t gap = rows[i].y0 - rows[i - 1].y1;
    const bool tight = gap * 10 < (rows[i].y1 - rows[i].y0) * 4;
    if ((tight && i == figures + 1) || !HeadOver(rows[i], rows[figures])) continue;
    size_t first = i;
    while (first > figures + 1 && rows[first - 1].segments.size() == 1 &&
           rows[first - 1].segments[0].x0 > rows[i].segments[0].x1) {
      --first;
    }
    out.push_back(first);
    figures = SIZE_MAX;
  }
  out.push_back(end);
  return out;
}

// Adds rows [begin, end) where they are a table.
void TryTable(const Page& page, uint32_t page_index, const std::vector<VisualRow>& all,
              size_t begin, size_t end, std::vector<Table>& out) {
  std::vector<VisualRow> rows(all.begin() + begin, all.begin() + end);
  // Headings below the last row of cells belong to what follows.
  while (!rows.empty() && rows.back().segments.size() == 1 &&
         (rows.back().segments[0].opens_item || rows.back().segments[0].closes_with_colon)) {
    rows.pop_back();
  }
  if (rows.empty()) return;
  const std::vector<Span> columns = FindColumns(rows, 0, rows.size());
  if (columns.size() < 2) return;
  for (VisualRow& row : rows) FitToColumns(page, columns, row);
  // A note below that runs over several columns.
  while (!rows.empty() && rows.back().segments.size() == 1 &&
         rows.back().segments[0].column_end > rows.back().segments[0].column + 1) {
    rows.pop_back();
  }
  if (GoodTable(rows, 0, rows.size(), columns)) {
    AddTable(page, page_index, rows, 0, rows.size(), columns, out);
  }
}

// Cuts a run of rows where prose or headings run through it, and adds what is a table.
void CutAndAdd(const Page& page, uint32_t page_index, std::vector<VisualRow>& rows, size_t begin,
               size_t end, std::vector<Table>& out) {
  CutBeforeFigures(page, rows, begin, end);
  const std::vector<size_t> heads = Heads(rows, begin, end);
  for (size_t h = 0; h + 1 < heads.size(); ++h) {
    const size_t first = heads[h], limit = heads[h + 1];
    const std::vector<Span> columns = FindColumns(rows, first, limit);
    if (columns.size() < 2) continue;
    std::vector<VisualRow> fitted(rows.begin() + first, rows.begin() + limit);
    for (VisualRow& row : fitted) FitToColumns(page, columns, row);
    size_t from = 0;
    bool figures = false;  // above row i, in this part
    for (size_t i = 0; i <= fitted.size(); ++i) {
      figures = figures || (i > 0 && fitted[i - 1].figures);
      bool cut = i == fitted.size();
      if (!cut && fitted[i].segments.size() == 1) {
        const Segment& s = fitted[i].segments[0];
        // A label over several columns stays where rows of the table stand on both sides.
        const bool lead_in = s.closes_with_colon && s.column == 0 &&
                             std::all_of(fitted.begin() + static_cast<int64_t>(from),
                                         fitted.begin() + static_cast<int64_t>(i),
                                         [](const VisualRow& r) { return r.segments.size() == 1; });
        cut = lead_in || (s.opens_item && s.column == 0 && s.kind == SegmentKind::kText) ||
              (Crosses(fitted[i], columns) &&
               (i == 0 || i + 1 == fitted.size() || !figures || s.closes_sentence ||
                Crosses(fitted[i + 1], columns) || Crosses(fitted[i - 1], columns)));
      }
      if (!cut) continue;
      if (i > from) TryTable(page, page_index, rows, first + from, first + i, out);
      from = i + 1;
      figures = false;
    }
  }
}

void PageTables(const Page& page, uint32_t page_index, std::vector<Table>& out) {
  std::vector<VisualRow> rows = VisualRows(page);
  Body body;
  for (const VisualRow& row : rows) {
    body.x0 = std::min(body.x0, row.segments.front().x0);
    for (const Segment& s : row.segments) body.x1 = std::max(body.x1, s.x1);
  }
  size_t i = 0;
  while (i < rows.size()) {
    if (!Tabular(rows[i])) {
      ++i;
      continue;
    }
    // Heads of one cell above the first row: right of the first column, close by.
    size_t begin = i;
    while (begin > 0 && i - begin < 20 && rows[begin - 1].segments.size() == 1 &&
           !Prose(rows[begin - 1], body) && !rows[begin - 1].segments[0].closes_sentence &&
           rows[begin - 1].segments[0].x0 - body.x0 > (body.x1 - body.x0) * 3 / 20 &&
           rows[begin - 1].segments[0].x1 > rows[i].segments[1].x0 &&
           rows[begin].y0 - rows[begin - 1].y1 < 2 * (rows[begin].y1 - rows[begin].y0)) {
      --begin;
    }
    size_t end = i + 1;
    for (size_t k = i + 1; k < rows.size(); ++k) {
      if (FarApart(rows[k - 1], rows[k]) || ListItem(rows[k])) break;
      if (Tabular(rows[k])) {
        end = k + 1;
        continue;
      }
      if (k - end >= kLongestBridge || (Prose(rows[k], body) && k > 0 && Prose(rows[k - 1], body)))
        break;
    }
    // Lines below the last row that wrap its cells.
    const size_t last = end;
    while (end < rows.size() && end - last < kLongestBridge && !Prose(rows[end], body) &&
           rows[end].segments.size() == 1 && !ListItem(rows[end])) {
      const int32_t height = rows[end].y1 - rows[end].y0;
      const int32_t gap = rows[end].y0 - rows[end - 1].y1;
      // As close as lines within a row are, and not at the margin of the body where prose goes on.
      if (gap * 10 > height * 5) break;
      if (end + 1 < rows.size() && Prose(rows[end + 1], body) &&
          rows[end + 1].y0 - rows[end].y1 <= gap + height / 4) {
        break;
      }
      ++end;
    }
    CutAndAdd(page, page_index, rows, begin, end, out);
    i = std::max(end, i + 1);
  }
}

// True where `below`, the first table of its page, goes on with `above`, the last of the page
// before: as many columns at about the same places, nothing between them.
bool GoesOn(const Document& document, const Table& above, const Table& below) {
  if (below.page_index != above.page_index + 1) return false;
  const Page& first = document.pages[above.page_index];
  for (uint32_t k = above.last_line + 1; k < first.lines.size(); ++k) {
    if (first.lines[k].role == LineRole::kBody && first.lines[k].cross0 > above.y1) return false;
  }
  const Page& second = document.pages[below.page_index];
  int32_t between = 0;
  for (uint32_t k = 0; k < below.first_line && k < second.lines.size(); ++k) {
    if (second.lines[k].role == LineRole::kBody && second.lines[k].cross1 < below.y0) ++between;
  }
  if (between > 2) return false;
  const size_t n = above.column_x.size(), m = below.column_x.size();
  if (n > m + 1 || m > n + 1) return false;
  size_t alike = 0;
  for (const int32_t x : below.column_x) {
    for (const int32_t y : above.column_x) {
      if (std::abs(x - y) < 3000) {
        ++alike;
        break;
      }
    }
  }
  return alike * 3 >= m * 2;
}

}  // namespace

std::vector<Table> FindTables(const Document& document) {
  std::vector<Table> tables;
  for (uint32_t i = 0; i < document.pages.size(); ++i) {
    if (document.pages[i].lines.size() < 2) continue;
    const size_t before = tables.size();
    PageTables(document.pages[i], i, tables);
    if (before > 0 && tables.size() > before) {
      tables[before].continues = GoesOn(document, tables[before - 1], tables[before]);
    }
  }
  return tables;
}

std::string CellRawText(const Document& document, const TableCell& cell) {
  std::string out;
  for (const CellPiece& piece : cell.pieces) {
    const Page& page = document.pages[piece.page];
    const Line& line = page.lines[piece.line];
    if (!out.empty()) out += ' ';
    out += CodePoints(page.LineText(line), piece.char_begin - line.char_begin,
                      piece.char_end - line.char_begin);
  }
  return out;
}

}  // namespace filing_review::extract
