#include "extract/recognized_page.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <utility>

#include "extract/line_layout.h"
#include "extract/utf8.h"

namespace filing_review::extract {

namespace {

int32_t Hundredths(double points) { return static_cast<int32_t>(std::lround(points * 100)); }

// The layout orders glyphs anew; each char finds its glyph again by code point and place.
void SetConfidence(const RecognizedGlyphs& found, Page* page) {
  std::multimap<std::pair<char32_t, int32_t>, size_t> by_place;
  for (size_t i = 0; i < found.page.glyphs.size(); ++i) {
    const Glyph& glyph = found.page.glyphs[i];
    by_place.emplace(std::pair{glyph.code, Hundredths(glyph.x)}, i);
  }
  page->confidence.assign(page->char_start.size(), 0);
  for (const Line& line : page->lines) {
    uint8_t last = 100;
    size_t at = line.text_begin;
    for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
      const char32_t code = NextCodePoint(page->text, &at);
      const auto [begin, end] = by_place.equal_range({code, page->char_start[c]});
      for (auto it = begin; it != end; ++it) {
        const int32_t baseline = Hundredths(found.page.glyphs[it->second].y);
        if (baseline < line.cross0 || baseline > line.cross1) continue;
        last = found.confidence[it->second];
        break;
      }
      page->confidence[c] = last;  // white space is as sure as what stands before it
    }
  }
}

// From the upright picture back to the one that was only turned by quarters.
void UndoAngle(const Turn& turn, Page* page) {
  const double sine = std::sin(turn.angle), cosine = std::cos(turn.angle);
  const double from_x = 0.5 * page->width, from_y = 0.5 * page->height;
  page->width = Hundredths(turn.width);
  page->height = Hundredths(turn.height);
  if (turn.quarters % 2 == 1) std::swap(page->width, page->height);
  const double to_x = 0.5 * page->width, to_y = 0.5 * page->height;
  if (turn.angle == 0) return;
  for (Line& line : page->lines) {
    const double across = 0.5 * (line.cross0 + line.cross1) - from_y;
    const auto along = [&](int32_t x) {
      return static_cast<int32_t>(std::lround(to_x + (x - from_x) * cosine + across * sine));
    };
    for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
      page->char_start[c] = along(page->char_start[c]);
      page->char_end[c] = std::max(along(page->char_end[c]), page->char_start[c] + 1);
    }
    for (LineCell& cell : line.cells) {
      cell.x0 = along(cell.x0);
      cell.x1 = along(cell.x1);
    }
    const double middle = 0.5 * (line.start + line.end) - from_x;
    const double height = line.cross1 - line.cross0;
    line.start = along(line.start);
    line.end = along(line.end);
    line.cross0 =
        static_cast<int32_t>(std::lround(to_y - middle * sine + across * cosine - 0.5 * height));
    line.cross1 = line.cross0 + static_cast<int32_t>(height);
  }
  page->slope = static_cast<int32_t>(std::lround(-std::tan(turn.angle) * 10'000));
}

// [*a, *b] as seen from the other end of `length`.
void Mirror(int32_t length, int32_t* a, int32_t* b) {
  const int32_t before = *a;
  *a = length - *b;
  *b = length - before;
}

// From there back to the page as displayed.
void UndoQuarters(int quarters, Page* page) {
  if (quarters == 0) return;
  const Direction direction = quarters == 1   ? Direction::kUp
                              : quarters == 2 ? Direction::kLeft
                                              : Direction::kDown;
  const bool along_mirrored = direction != Direction::kDown;  // the text runs to lower places
  const bool across_mirrored = direction != Direction::kUp;   // its lines follow to lower places
  for (Line& line : page->lines) {
    line.direction = direction;
    const int32_t fall = std::abs((line.end - line.start) * page->slope / 20'000);
    line.cross0 -= fall;
    line.cross1 += fall;
    if (across_mirrored) Mirror(page->height, &line.cross0, &line.cross1);
    if (!along_mirrored) continue;
    Mirror(page->width, &line.start, &line.end);
    for (LineCell& cell : line.cells) Mirror(page->width, &cell.x0, &cell.x1);
    for (uint32_t c = line.char_begin; c < line.char_end; ++c) {
      Mirror(page->width, &page->char_start[c], &page->char_end[c]);
    }
  }
  page->slope = 0;
  if (quarters % 2 == 1) std::swap(page->width, page->height);
}

}  // namespace

void LayOutRecognized(const RecognizedGlyphs& found, Page* page) {
  LayOutPage(found.page, page);
  page->from_ocr = true;
  SetConfidence(found, page);
  UndoAngle(found.turn, page);
  UndoQuarters(found.turn.quarters, page);
}

}  // namespace filing_review::extract
