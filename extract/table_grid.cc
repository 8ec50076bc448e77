#include "extract/table_grid.h"

#include <algorithm>
#include <cstdlib>

namespace filing_review::extract {

namespace {

struct Decoded {
  char32_t c;
  size_t size;
};

Decoded Decode(std::string_view s, size_t i) {
  const unsigned char b = s[i];
  size_t n = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  if (i + n > s.size()) n = 1;
  char32_t c = n == 1 ? b : b & (0xFF >> (n + 1));
  for (size_t k = 1; k < n; ++k) c = (c << 6) | (static_cast<unsigned char>(s[i + k]) & 0x3F);
  return {c, n};
}

bool IsSpace(char32_t c) { return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000; }
bool IsDigit(char32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }
bool IsDash(char32_t c) {
  return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2012 || c == 0x2212 || c == 0xFF0D ||
         c == 0x2015 || c == 0x2500;
}
bool IsBullet(char32_t c) {
  return c == 0x2022 || c == 0x25CF || c == 0x25A0 || c == 0x25CB || c == 0x2023 || c == 0xB7 ||
         c == 0x25C6 || c == 0xFFFD || (c >= 0xF000 && c <= 0xF0FF) || c == 0x2212;
}
bool IsBracket(char32_t c) {
  return c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09 || c == '[' || c == ']' || c == 0x3001;
}
// Letters and numerals that list items are counted by: a, iv, 三.
bool IsListNumeral(char32_t c) {
  return (c >= 'a' && c <= 'j') || c == 'v' || c == 'x' || (c >= 'A' && c <= 'J') || c == 0x4E00 ||
         c == 0x4E8C || c == 0x4E09 || c == 0x56DB || c == 0x4E94 || c == 0x516D || c == 0x4E03 ||
         c == 0x516B || c == 0x4E5D || c == 0x5341;
}
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

// True for text that starts with a heading's or note's number: (二)…, （1）…, 3、…, 十一、…
bool OpensItem(std::string_view text) {
  int before = 0;
  bool bracket = false;
  for (size_t i = 0; i < text.size() && before <= 3;) {
    const Decoded d = Decode(text, i);
    i += d.size;
    if (IsSpace(d.c)) continue;
    if (d.c == '(' || d.c == 0xFF08) {
      if (before > 0 || bracket) return false;
      bracket = true;
      continue;
    }
    if (d.c == ')' || d.c == 0xFF09) return bracket && before > 0 && i < text.size();
    if (d.c == 0x3001) return !bracket && before > 0 && i < text.size();
    ++before;
  }
  return false;
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
      const Decoded d = Decode(part, i);
      if (!IsSpace(d.c) && d.c != '*' && d.c != 0x2020) last = d.c;
      i += d.size;
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
      for (size_t i = 0; i < space; i += Decode(part, i).size) ++c;
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
    while (i < text.size() && c < cell.char_begin) i += Decode(text, i).size, ++c;
    const size_t begin = i;
    while (i < text.size() && c < cell.char_end) i += Decode(text, i).size, ++c;
    cut(cell.char_begin, cell.char_end, text.substr(begin, i - begin), cell.x0, cell.x1);
  }
}

}  // namespace

SegmentKind KindOf(std::string_view text) {
  int digits = 0, dashes = 0, stars = 0, bullets = 0, brackets = 0, other = 0, points = 0;
  bool first_is_digit = false, seen = false, percent = false, ends_with_point = false;
  bool numeral = true;  // every other character is one that lists are numbered with
  for (size_t i = 0; i < text.size();) {
    const Decoded d = Decode(text, i);
    i += d.size;
    if (IsSpace(d.c)) continue;
    ends_with_point = false;
    if (IsDigit(d.c)) {
      ++digits;
      if (!seen) first_is_digit = true;
      seen = true;
    } else if (d.c == ',' || d.c == '.' || d.c == 0xFF0C || d.c == 0xFF0E) {
      ++points;
      ends_with_point = d.c == '.' || d.c == 0xFF0E;
    } else if (d.c == '%' || d.c == 0xFF05) {
      percent = true;
    } else if (IsBullet(d.c)) {
      ++bullets;
    } else if (IsDash(d.c)) {
      ++dashes;
    } else if (d.c == '*' || d.c == 0x2217 || d.c == 0xFF0A) {
      ++stars;
    } else if (IsBracket(d.c)) {
      ++brackets;
    } else if (d.c == '<' || d.c == '>' || d.c == '$' || d.c == '~' || d.c == 0xA5 || d.c == '+' ||
               d.c == 0xFFE5 || d.c == 0x20AC || d.c == 0xA3) {
      // Signs that a figure may start with.
    } else {
      ++other;
      seen = true;
      numeral = numeral && IsListNumeral(d.c);
    }
  }
  if (digits == 0) {
    if (other == 0 && (dashes > 0 || stars > 0)) return SegmentKind::kPlaceholder;
    if (other == 0 && bullets > 0) return SegmentKind::kMark;
    if (text == "N/A" || text == "n/a" || text == "不适用" || text == "不適用") {
      return SegmentKind::kPlaceholder;
    }
    // A letter or numeral with a bracket or full point: (a), iv), 一、
    if (other > 0 && numeral && other <= 4 && brackets + (ends_with_point ? 1 : 0) > 0) {
      return SegmentKind::kMark;
    }
    return SegmentKind::kText;
  }
  if (other == 0) {
    if (!percent && (brackets > 0 ? points == 0 && digits <= 2 * brackets
                                  : digits <= 2 && points == 1 && ends_with_point)) {
      return SegmentKind::kMark;
    }
    if (digits == 4 && !percent && points == 0 && dashes == 0) {
      const size_t at = text.find_first_of("12");
      if (at != std::string_view::npos &&
          (text.substr(at, 2) == "19" || text.substr(at, 2) == "20")) {
        return SegmentKind::kYear;
      }
    }
    return SegmentKind::kNumber;
  }
  // A figure with a unit or a share class behind it; a year or a date is none.
  if (!first_is_digit) return SegmentKind::kText;
  if (text.find("年") != std::string_view::npos || text.find("月") != std::string_view::npos) {
    return digits <= 4 && other <= 3 ? SegmentKind::kYear : SegmentKind::kText;
  }
  if (points > 0 && digits >= 2 && other <= 3 * digits && other <= 24) return SegmentKind::kNumber;
  if (percent && other <= 2) return SegmentKind::kNumber;
  return other <= 2 && digits >= 2 ? SegmentKind::kNumber : SegmentKind::kText;
}

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

// Text of chars [begin, end) of a line.
std::string_view Part(const Page& page, const Line& line, uint32_t begin, uint32_t end) {
  const std::string_view text = page.LineText(line);
  size_t i = 0;
  uint32_t c = line.char_begin;
  while (i < text.size() && c < begin) i += Decode(text, i).size, ++c;
  const size_t from = i;
  while (i < text.size() && c < end) i += Decode(text, i).size, ++c;
  return text.substr(from, i - from);
}

// Cuts `s` at the space that is char `c` and byte `i` of its text; returns what is right of it.
Segment CutBefore(const Page& page, std::string_view text, uint32_t c, size_t i, Segment& s) {
  Segment right = s;
  right.char_begin = c + 1;
  right.x0 = page.char_start[c + 1];
  right.kind = KindOf(text.substr(i + Decode(text, i).size));
  s.char_end = c;
  s.x1 = page.char_end[c - 1];
  s.kind = KindOf(text.substr(0, i));
  s.closes_sentence = s.closes_with_colon = false;
  return right;
}

// Cuts `s` at a space in the river before column `k`; true where it did. Figures are cut off at
// any such space; words only where Chinese stands beside it, which has no spaces of its own.
bool Cut(const Page& page, const std::vector<Span>& columns, int k, Segment& s, Segment& right) {
  constexpr int32_t kSlack = 200, kWordSlack = 1200;
  const Line& line = page.lines[s.line];
  const int32_t river0 = columns[k - 1].x1, river1 = columns[k].x0;
  const std::string_view text = Part(page, line, s.char_begin, s.char_end);
  uint32_t best = 0;
  size_t best_i = 0;
  int32_t distance = INT32_MAX;
  char32_t before = 0;
  uint32_t c = s.char_begin;
  for (size_t i = 0; i < text.size(); ++c) {
    const Decoded d = Decode(text, i);
    const size_t next = i + d.size;
    if (IsSpace(d.c) && c > s.char_begin && c + 1 < s.char_end && next < text.size()) {
      const int32_t gap0 = page.char_end[c - 1], gap1 = page.char_start[c + 1];
      const bool figure = KindOf(text.substr(next)) == SegmentKind::kNumber ||
                          KindOf(text.substr(0, i)) == SegmentKind::kNumber;
      const bool words = before >= 0x2E80 || Decode(text, next).c >= 0x2E80;
      const int32_t slack = figure ? kSlack : kWordSlack;
      const int32_t off = std::abs((gap0 + gap1) / 2 - (river0 + river1) / 2);
      if ((figure || words) && gap1 >= river0 - slack && gap0 <= river1 + slack && off < distance) {
        best = c;
        best_i = i;
        distance = off;
      }
    }
    if (!IsSpace(d.c)) before = d.c;
    i = next;
  }
  if (best == 0) return false;
  right = CutBefore(page, text, best, best_i, s);
  return true;
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
      if (!Cut(page, columns, k, s, right)) continue;
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
        last.kind = KindOf(Part(page, page.lines[last.line], last.char_begin, last.char_end));
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

void CutAtLeftEdges(const Page& page, const std::vector<Span>& columns, VisualRow& row) {
  constexpr int32_t kClose = 200;
  std::vector<Segment> out;
  for (Segment s : row.segments) {
    for (size_t k = 1; k < columns.size(); ++k) {
      const int32_t edge = columns[k].x0;
      if (edge <= s.x0 + kClose || edge >= s.x1) continue;
      const std::string_view text = Part(page, page.lines[s.line], s.char_begin, s.char_end);
      uint32_t c = s.char_begin;
      for (size_t i = 0; i < text.size(); ++c) {
        const Decoded d = Decode(text, i);
        if (IsSpace(d.c) && c > s.char_begin && c + 1 < s.char_end &&
            std::abs(page.char_start[c + 1] - edge) < kClose) {
          Segment right = CutBefore(page, text, c, i, s);
          out.push_back(s);
          s = right;
          break;
        }
        i += d.size;
      }
    }
    out.push_back(s);
  }
  row.segments = std::move(out);
}

namespace {

// A figure behind a space inside a segment.
struct InnerFigure {
  size_t row, segment;
  uint32_t space;     // char
  size_t space_byte;  // in the segment's text
  int32_t x0;
};

}  // namespace

void CutBeforeFigures(const Page& page, std::vector<VisualRow>& rows, size_t begin, size_t end) {
  constexpr int32_t kClose = 150;
  constexpr int kLeast = 3;
  std::vector<InnerFigure> inner;
  std::vector<int32_t> starts;
  for (size_t r = begin; r < end; ++r) {
    for (size_t k = 0; k < rows[r].segments.size(); ++k) {
      const Segment& s = rows[r].segments[k];
      if (s.kind == SegmentKind::kNumber) starts.push_back(s.x0);
      if (s.kind != SegmentKind::kText && s.kind != SegmentKind::kNumber) continue;
      const std::string_view text = Part(page, page.lines[s.line], s.char_begin, s.char_end);
      if (text.find_first_of(",%") == std::string_view::npos) continue;
      uint32_t c = s.char_begin;
      for (size_t i = 0; i < text.size(); ++c) {
        const Decoded d = Decode(text, i);
        const size_t next = i + d.size;
        if (IsSpace(d.c) && c > s.char_begin && next < text.size() && text[next] >= '0' &&
            text[next] <= '9') {
          size_t stop = next;
          while (stop < text.size() && text[stop] != ' ' && text[stop] != '\t') ++stop;
          const std::string_view token = text.substr(next, stop - next);
          if (KindOf(token) == SegmentKind::kNumber &&
              (token.back() == '%' || token.find(',') + 1 < token.size())) {
            inner.push_back({r, k, c, i, page.char_start[c + 1]});
          }
        }
        i = next;
      }
    }
  }
  if (inner.empty()) return;
  for (const InnerFigure& f : inner) starts.push_back(f.x0);
  std::sort(starts.begin(), starts.end());
  // From the right, so that what is left of a cut keeps its place.
  for (auto f = inner.rbegin(); f != inner.rend(); ++f) {
    const auto low = std::lower_bound(starts.begin(), starts.end(), f->x0 - kClose);
    const auto high = std::upper_bound(starts.begin(), starts.end(), f->x0 + kClose);
    if (high - low < kLeast) continue;
    VisualRow& row = rows[f->row];
    Segment& s = row.segments[f->segment];
    const std::string_view text = Part(page, page.lines[s.line], s.char_begin, s.char_end);
    const Segment right = CutBefore(page, text, f->space, f->space_byte, s);
    row.segments.insert(row.segments.begin() + static_cast<int64_t>(f->segment) + 1, right);
    row.figures = true;
  }
}

}  // namespace filing_review::extract
