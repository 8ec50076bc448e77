// Builds PageGlyphs out of glyphs as they are shown, whoever reads the content stream:
// extract/text_interpreter.h, or Poppler through extract/poppler_device.h.
//
//   collector.Begin(&page, max_chars);
//   collector.UseFont(face);
//   collector.Take(place, unicode, length);
//   collector.TakeImage(matrix);
//
// Lengths are points, origin at the top left of the page as displayed. One thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/font_face.h"
#include "extract/glyph.h"

namespace filing_review::extract {

// Where and how one glyph is shown.
struct GlyphPlace {
  double x = 0, y = 0;                        // where its advance starts
  double dx = 0, dy = 0;                      // the advance, character and word spacing left out
  double m11 = 0, m12 = 0, m21 = 0, m22 = 0;  // text space to the page, times the font size
  int render = 0;                             // text rendering mode (PDF 32000-1, 9.3.6)
};

class GlyphCollector {
 public:
  void Begin(PageGlyphs* page, size_t max_chars);
  // True where the page has no room for more.
  bool Full() const { return page_->glyphs.size() >= max_chars_; }

  // The font of the glyphs that follow.
  void UseFont(const FontFace& face);
  // `u`: what the glyph stands for, code points; none where that is not known.
  void Take(const GlyphPlace& place, const unsigned* u, int length);
  // The unit square under `matrix` (six numbers, to the page) is an image (8.9.3).
  void TakeImage(const double* matrix);
  void TakeFilledShapes(uint32_t count) { page_->filled_shapes += count; }

  // Replacement text (14.9.4) for what is shown until the end; a nested one does not count.
  void BeginActualText(std::vector<char32_t> text);
  void EndActualText();

 private:
  void ReplaceByActualText();

  PageGlyphs* page_ = nullptr;
  size_t max_chars_ = 0;
  std::map<std::pair<int, int>, uint16_t> fonts_;  // by object
  const FontFace* face_ = nullptr;
  uint16_t font_index_ = 0;
  int actual_depth_ = 0;
  size_t actual_begin_ = 0;
  std::vector<char32_t> actual_text_;
};

}  // namespace filing_review::extract
