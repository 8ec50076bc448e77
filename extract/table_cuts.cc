#include "extract/table_cuts.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

char32_t CodePointAt(std::string_view text, size_t at) { return NextCodePoint(text, &at); }

// Cuts `s` at the space that is char `c` and byte `i` of its text; returns what is right of it.
Segment CutBefore(const Page& page, std::string_view text, uint32_t c, size_t i, Segment& s) {
  Segment right = s;
  right.char_begin = c + 1;
  right.x0 = page.char_start[c + 1];
  size_t next = i;
  NextCodePoint(text, &next);
  right.kind = KindOf(text.substr(next));
  s.char_end = c;
  s.x1 = page.char_end[c - 1];
  s.kind = KindOf(text.substr(0, i));
  s.closes_sentence = s.closes_with_colon = false;
  return right;
}

// A figure behind a space inside a segment.
struct InnerFigure {
  size_t row, segment;
  uint32_t space;     // char
  size_t space_byte;  // in the segment's text
  int32_t x0;
};

}  // namespace

bool CutAtRiver(const Page& page, const std::vector<Span>& columns, int k, Segment& s,
                Segment& right) {
  constexpr int32_t kSlack = 200, kWordSlack = 1200;
  const int32_t river0 = columns[k - 1].x1, river1 = columns[k].x0;
  const std::string_view text = SegmentText(page, s);
  uint32_t best = 0;
  size_t best_i = 0;
  int32_t distance = INT32_MAX;
  char32_t before = 0;
  uint32_t c = s.char_begin;
  for (size_t i = 0; i < text.size(); ++c) {
    size_t next = i;
    const char32_t code = NextCodePoint(text, &next);
    if (IsBlank(code) && c > s.char_begin && c + 1 < s.char_end && next < text.size()) {
      const int32_t gap0 = page.char_end[c - 1], gap1 = page.char_start[c + 1];
      const bool figure = KindOf(text.substr(next)) == SegmentKind::kNumber ||
                          KindOf(text.substr(0, i)) == SegmentKind::kNumber;
      const bool words = before >= 0x2E80 || CodePointAt(text, next) >= 0x2E80;
      const int32_t slack = figure ? kSlack : kWordSlack;
      const int32_t off = std::abs((gap0 + gap1) / 2 - (river0 + river1) / 2);
      if ((figure || words) && gap1 >= river0 - slack && gap0 <= river1 + slack && off < distance) {
        best = c;
        best_i = i;
        distance = off;
      }
    }
    if (!IsBlank(code)) before = code;
    i = next;
  }
  if (best == 0) return false;
  right = CutBefore(page, text, best, best_i, s);
  return true;
}

void CutAtLeftEdges(const Page& page, const std::vector<Span>& columns, VisualRow& row) {
  constexpr int32_t kClose = 200;
  std::vector<Segment> out;
  for (Segment s : row.segments) {
    for (size_t k = 1; k < columns.size(); ++k) {
      const int32_t edge = columns[k].x0;
      if (edge <= s.x0 + kClose || edge >= s.x1) continue;
      const std::string_view text = SegmentText(page, s);
      uint32_t c = s.char_begin;
      for (size_t i = 0; i < text.size(); ++c) {
        size_t next = i;
        if (IsBlank(NextCodePoint(text, &next)) && c > s.char_begin && c + 1 < s.char_end &&
            std::abs(page.char_start[c + 1] - edge) < kClose) {
          Segment right = CutBefore(page, text, c, i, s);
          out.push_back(s);
          s = right;
          break;
        }
        i = next;
      }
    }
    out.push_back(s);
  }
  row.segments = std::move(out);
}

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
      const std::string_view text = SegmentText(page, s);
      if (text.find_first_of(",%") == std::string_view::npos) continue;
      uint32_t c = s.char_begin;
      for (size_t i = 0; i < text.size(); ++c) {
        size_t next = i;
        if (IsBlank(NextCodePoint(text, &next)) && c > s.char_begin && next < text.size() &&
            text[next] >= '0' && text[next] <= '9') {
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
    const std::string_view text = SegmentText(page, s);
    const Segment right = CutBefore(page, text, f->space, f->space_byte, s);
    row.segments.insert(row.segments.begin() + static_cast<int64_t>(f->segment) + 1, right);
    row.figures = true;
  }
}

}  // namespace filing_review::extract
