#include "extract/page_bounds.h"

#include <algorithm>

namespace filing_review::extract {

namespace {

constexpr size_t kMostFontNameBytes = 127;  // PDF 32000-1, annex C
constexpr float kMostSide = 1e6;            // points

// NaN becomes 0.
float Side(float side) { return side > 0 ? std::min(side, kMostSide) : 0; }

}  // namespace

void BoundPage(size_t most_chars, PageGlyphs* glyphs) {
  glyphs->width = Side(glyphs->width);
  glyphs->height = Side(glyphs->height);
  if (glyphs->rotation % 90 != 0) glyphs->rotation = 0;  // as Poppler shows it
  if (glyphs->glyphs.size() > most_chars) {
    glyphs->glyphs.resize(most_chars);
    glyphs->too_many_chars = true;
  }
  for (FontUse& font : glyphs->fonts) {
    if (font.name.size() > kMostFontNameBytes) font.name.resize(kMostFontNameBytes);
  }
}

}  // namespace filing_review::extract
