#include "extract/text_runs.h"

#include <algorithm>
#include <cmath>

namespace filing_review::extract {

namespace {

// In shares of the font size.
constexpr float kSameBaseline = 0.05f;  // baselines that differ by less are one
constexpr float kWidestGap = 1.2f;      // a wider gap ends a run
constexpr float kLeastStep = 0.25f;     // between the starts of neighbours, where they overlap
constexpr float kNarrowestSpace = 0.1f;
constexpr float kUnpaintedSpace = 0.11f;  // the same, where other spaces are painted
constexpr float kKerning = 0.35f;         // kerning goes no further back
constexpr uint32_t kLongestWord = 14;     // letters
constexpr float kDuplicateShift = 0.25f;  // the second stroke of fake bold is no further away

// Place and extent of a glyph, turned so that its text runs along u.
FlatGlyph Turn(const Glyph& g) {
  FlatGlyph f;
  switch (g.direction) {
    case Direction::kRight:
      f.u0 = g.x, f.u1 = g.x + g.dx, f.v = g.y;
      break;
    case Direction::kLeft:
      f.u0 = -g.x, f.u1 = -g.x - g.dx, f.v = -g.y;
      break;
    case Direction::kDown:
      f.u0 = g.y, f.u1 = g.y + g.dy, f.v = -g.x;
      break;
    case Direction::kUp:
      f.u0 = -g.y, f.u1 = -g.y - g.dy, f.v = g.x;
      break;
  }
  if (f.u1 < f.u0) std::swap(f.u0, f.u1);
  if (f.u1 < f.u0 + 0.02f) f.u1 = f.u0 + 0.02f;
  return f;
}

// A glyph of unknown meaning inside a word must not look like a space: the character before it
// takes its room.
void CoverUnmapped(const Glyph& g, Flat* flat) {
  if (flat->glyphs.empty()) return;
  FlatGlyph& last = flat->glyphs.back();
  const FlatGlyph f = Turn(g);
  if (std::fabs(f.v - last.v) <= kSameBaseline * g.size && f.u1 > last.u1 &&
      std::fabs(f.u0 - last.u1) <= 0.3f * g.size) {
    last.u1 = f.u1;
  }
}

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

// The word gap of a stretch of a run in which no space was painted, from its gaps.
//   gaps: between its letters;  wide: those over kNarrowestSpace;  painted: the run around it
//   paints its spaces.
float WordGap(uint32_t gaps, uint32_t wide, uint32_t clearly_wide, bool painted) {
  // A run that paints its spaces has none in its gaps, but for a stretch that is longer than words
  // are and in which a few gaps stand out: that part of the line was justified without them.
  if (painted) {
    const bool unpainted = gaps >= kLongestWord && clearly_wide > 0 && wide * 5 <= gaps * 2;
    return unpainted ? kUnpaintedSpace : 0.24f;
  }
  if (gaps < 3) return 0.2f;
  // One that is justified without them has narrow ones; in one that is set wide, letter by letter,
  // gaps mean nothing unless they are wide.
  return wide * 5 > gaps * 3 ? 0.35f : kNarrowestSpace;
}

void SetWordGap(std::vector<FlatGlyph>& glyphs, const Run& run) {
  bool painted = false;
  for (uint32_t i = run.begin + 1; i < run.end && !painted; ++i) painted = glyphs[i].space_before;
  for (uint32_t begin = run.begin + 1; begin < run.end;) {
    uint32_t gaps = 0, wide = 0, clearly_wide = 0, end = begin;
    for (; end < run.end; ++end) {
      const FlatGlyph &a = glyphs[end - 1], &b = glyphs[end];
      if (b.space_before && end > begin) break;
      if (IsCjk(a.code) || IsCjk(b.code) || (a.code == '.' && b.code == '.')) continue;  // leaders
      const float gap = b.u0 - a.u1;
      ++gaps;
      wide += gap > kNarrowestSpace * run.size;
      clearly_wide += gap > kUnpaintedSpace * run.size;
    }
    const float word_gap = WordGap(gaps, wide, clearly_wide, painted);
    for (uint32_t i = begin; i < end; ++i) glyphs[i].word_gap = word_gap;
    begin = end;
  }
}

}  // namespace

bool IsWhiteSpace(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

bool IsCjk(char32_t c) {
  if (c < 0x2E80) return false;
  return c <= 0x9FFF || (c >= 0xAC00 && c <= 0xD7AF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

Flat Flatten(const PageGlyphs& page, Direction direction, bool keep_invisible) {
  Flat flat;
  flat.direction = direction;
  bool space = false;
  for (const Glyph& g : page.glyphs) {
    if (g.direction != direction || (g.invisible && !keep_invisible)) continue;
    if (g.code == 0) {
      CoverUnmapped(g, &flat);
      continue;
    }
    if (IsWhiteSpace(g.code)) {
      space = true;
      continue;
    }
    FlatGlyph f = Turn(g);
    f.size = g.size;
    f.code = g.code;
    f.font = g.font;
    f.bold = g.bold;
    f.vertical = g.vertical;
    f.space_before = space;
    space = false;
    flat.glyphs.push_back(f);
  }
  return flat;
}

uint32_t DropOutside(float page_width, float page_height, Flat* flat) {
  const auto outside = [&](const FlatGlyph& g) {
    const float u = 0.5f * (g.u0 + g.u1), v = g.vertical ? g.v : g.v - 0.3f * g.size;
    switch (flat->direction) {
      case Direction::kRight:
        return u < 0 || u > page_width || v < 0 || v > page_height;
      case Direction::kLeft:
        return u > 0 || u < -page_width || v > 0 || v < -page_height;
      case Direction::kDown:
        return u < 0 || u > page_height || v > 0 || v < -page_width;
      case Direction::kUp:
        return u > 0 || u < -page_height || v < 0 || v > page_width;
    }
    return true;
  };
  return static_cast<uint32_t>(std::erase_if(flat->glyphs, outside));
}

bool SpaceBetween(const FlatGlyph& a, const FlatGlyph& b) {
  const float gap = (b.u0 - a.u1) / std::max(a.size, b.size);
  const bool cjk_a = IsCjk(a.code), cjk_b = IsCjk(b.code);
  if (cjk_a && cjk_b) return gap > 0.7f;
  if (b.space_before && gap > 0.05f) return true;
  if (cjk_a || cjk_b) return gap > 0.35f;
  if (IsDigit(a.code) && IsDigit(b.code)) return gap > std::max(b.word_gap, 0.2f);
  return gap > b.word_gap;
}

std::vector<Run> JoinRuns(Flat* flat) {
  std::vector<Run> runs;
  std::vector<FlatGlyph>& glyphs = flat->glyphs;
  uint32_t kept = 0;
  for (const FlatGlyph& next : glyphs) {
    const FlatGlyph g = next;  // `kept` may stand on it
    if (!runs.empty()) {
      Run& run = runs.back();
      FlatGlyph& last = glyphs[kept - 1];
      const float same = kSameBaseline * run.size + 0.05f;
      if (std::fabs(g.v - last.v) <= kDuplicateShift * g.size && g.code == last.code &&
          std::fabs(g.u0 - last.u0) <= kDuplicateShift * std::min(g.size, 2 * (g.u1 - g.u0)) &&
          std::fabs(g.size - last.size) <= 0.05f * g.size) {
        last.bold = true;
        continue;
      }
      const float gap = g.u0 - run.u1;
      if (std::fabs(g.v - run.v) <= same && std::fabs(g.size - run.size) <= 0.1f * run.size &&
          gap <= kWidestGap * run.size &&
          g.u0 >= last.u0 + (gap < -kKerning * run.size ? kLeastStep * run.size : 0)) {
        run.u1 = std::max(run.u1, g.u1);
        glyphs[kept++] = g;
        run.end = kept;
        continue;
      }
    }
    Run run;
    run.u0 = g.u0;
    run.u1 = g.u1;
    run.v = g.v;
    run.size = g.size;
    run.begin = kept;
    glyphs[kept++] = g;
    run.end = kept;
    runs.push_back(run);
  }
  glyphs.resize(kept);
  for (const Run& run : runs) SetWordGap(glyphs, run);
  return runs;
}

}  // namespace filing_review::extract
