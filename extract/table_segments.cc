#include "extract/table_segments.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

bool EndsSentence(char32_t c) {
  return c == 0x3002 || c == ';' || c == 0xFF1B || c == '.' || c == ':' || c == 0xFF1A ||
         c == ',' || c == 0xFF0C;
}

// Joins a segment to a row: both stand on one baseline.
bool SameBaseline(const VisualRow& row, const Segment& s) {
  const Segment& r = row.segments.front();
  const int32_t overlap = std::min(r.y1, s.y1) - std::max(r.y0, s.y0);
  const int32_t small = std::max(1, std::min(r.y1 - r.y0, s.y1 - s.y0));
  return overlap * 10 >= small * 6 &&
         std::abs((r.y0 + r.y1) - (s.y0 + s.y1)) <= (r.y1 - r.y0) + (s.y1 - s.y0) - small;
}

void AddLine(const Page& page, uint32_t index, std::vector<Segment>& out) {
  const Line& line = page.lines[index];
  const std::string_view text = page.LineText(line);
  auto add = [&](uint32_t char_begin, uint32_t char_end, std::string_view part, int32_t x0,
                 int32_t x1) {
    if (char_begin >= char_end) return;
    Segment s;
    s.line = index;
    s.char_begin = char_begin;
    s.char_end = char_end;
    s.x0 = x0;
    s.x1 = x1;
    s.y0 = line.cross0;
    s.y1 = line.cross1;
    s.kind = KindOf(part);
    char32_t last = 0;
    for (size_t i = 0; i < part.size();) {
      const char32_t c = NextCodePoint(part, &i);
      if (!IsBlank(c) && c != '*' && c != 0x2020) last = c;
    }
    s.closes_sentence = EndsSentence(last);
    s.closes_with_colon = last == ':' || last == 0xFF1A;
    s.opens_item = OpensItem(part);
    s.bold = line.bold;
    // A footnote mark set off from its figure or name belongs to it.
    if (s.kind == SegmentKind::kMark && !out.empty() && out.back().line == index &&
        s.x0 - out.back().x1 < (s.y1 - s.y0) * 3 / 2 && out.back().kind != SegmentKind::kMark &&
        part.front() == '(') {
      out.back().char_end = s.char_end;
      out.back().x1 = s.x1;
      return;
    }
    out.push_back(s);
  };
  // A cell that starts and ends with a figure ("12,000,000 Class A  4.1%") is two that came close.
  auto cut = [&](uint32_t char_begin, uint32_t char_end, std::string_view part, int32_t x0,
                 int32_t x1) {
    const bool figure_first = part.find_first_of("0123456789") < 2;
    size_t space = std::string_view::npos;
    int32_t least = 0;
    if (figure_first) {
      space = part.find_last_of(' ');
      least = (line.cross1 - line.cross0) * 35 / 100;
      const size_t first = part.find(' ');
      if (first != std::string_view::npos && first > 0 && part[first - 1] == '%' &&
          part.size() < 60 && first + 1 < part.size() && (part[first + 1] & 0x80) != 0) {
        space = first;  // "38.00% 自然人股"
        least = (line.cross1 - line.cross0) * 20 / 100;
      } else if (space != std::string_view::npos &&
                 (KindOf(part.substr(space + 1)) != SegmentKind::kNumber ||
                  part.substr(space + 1).find_first_of(".,%") == std::string_view::npos)) {
        space = std::string_view::npos;
      }
    }
    if (space != std::string_view::npos && space + 1 < part.size()) {
      uint32_t c = char_begin;
      for (size_t i = 0; i < space; NextCodePoint(part, &i)) ++c;
      if (c > char_begin && c + 1 < char_end &&
          page.char_start[c + 1] - page.char_end[c - 1] > least) {
        add(char_begin, c, part.substr(0, space), x0, page.char_end[c - 1]);
        add(c + 1, char_end, part.substr(space + 1), page.char_start[c + 1], x1);
        return;
      }
    }
    add(char_begin, char_end, part, x0, x1);
  };
  if (line.cells.empty()) {
    cut(line.char_begin, line.char_end, text, line.start, line.end);
    return;
  }
  uint32_t c = line.char_begin;
  size_t i = 0;
  for (const LineCell& cell : line.cells) {
    while (i < text.size() && c < cell.char_begin) NextCodePoint(text, &i), ++c;
    const size_t begin = i;
    while (i < text.size() && c < cell.char_end) NextCodePoint(text, &i), ++c;
    cut(cell.char_begin, cell.char_end, text.substr(begin, i - begin), cell.x0, cell.x1);
  }
}

}  // namespace

std::vector<VisualRow> VisualRows(const Page& page) {
  std::vector<Segment> segments;
  for (uint32_t i = 0; i < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    if (line.role != LineRole::kBody || line.direction != Direction::kRight) continue;
    AddLine(page, i, segments);
  }
  std::stable_sort(segments.begin(), segments.end(),
                   [](const Segment& a, const Segment& b) { return a.y0 + a.y1 < b.y0 + b.y1; });
  std::vector<VisualRow> rows;
  for (const Segment& s : segments) {
    // Lines of two text columns side by side are no row of a table.
    const int32_t wide = page.width / 4;
    const bool prose = !rows.empty() && rows.back().segments.back().line != s.line &&
                       s.x1 - s.x0 > wide && s.kind == SegmentKind::kText &&
                       rows.back().segments.back().x1 - rows.back().segments.back().x0 > wide &&
                       rows.back().segments.back().kind == SegmentKind::kText;
    if (rows.empty() || prose || !SameBaseline(rows.back(), s)) {
      rows.emplace_back();
      rows.back().y0 = s.y0;
      rows.back().y1 = s.y1;
    }
    VisualRow& row = rows.back();
    row.segments.push_back(s);
    row.y0 = std::min(row.y0, s.y0);
    row.y1 = std::max(row.y1, s.y1);
  }
  for (VisualRow& row : rows) {
    std::sort(row.segments.begin(), row.segments.end(),
              [](const Segment& a, const Segment& b) { return a.x0 < b.x0; });
    for (size_t i = 0; i < row.segments.size(); ++i) {
      if (row.segments[i].Figure() && (i > 0 || row.segments.size() == 1)) row.figures = true;
    }
  }
  return rows;
}

std::string_view SegmentText(const Page& page, const Segment& segment) {
  const Line& line = page.lines[segment.line];
  const std::string_view text = page.LineText(line);
  size_t i = 0;
  uint32_t c = line.char_begin;
  while (i < text.size() && c < segment.char_begin) NextCodePoint(text, &i), ++c;
  const size_t from = i;
  while (i < text.size() && c < segment.char_end) NextCodePoint(text, &i), ++c;
  return text.substr(from, i - from);
}

}  // namespace filing_review::extract
