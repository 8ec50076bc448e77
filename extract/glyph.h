// What a page's content stream paints as text, before any layout: the door between the PDF engine
// and the line layout. No Poppler type crosses it.
//
// Lengths are points, origin at the top left of the page as displayed, y grows downwards.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/document.h"

namespace filing_review::extract {

// One character as painted. A glyph that stands for several characters (a ligature) comes as
// several Glyphs that share its advance evenly.
struct Glyph {
  float x = 0, y = 0;    // where its advance starts, on the baseline
  float dx = 0, dy = 0;  // the advance, character and word spacing left out
  float size = 0;        // font size
  char32_t code = 0;     // 0: a glyph that has no Unicode
  uint16_t font = 0;     // index into PageGlyphs::fonts
  Direction direction = Direction::kRight;
  bool vertical = false;   // vertical writing: (x, y) is the middle of its top edge
  bool invisible = false;  // text rendering mode 3 or 7
  bool bold = false;       // by font or by rendering mode
};

// One page.
struct PageGlyphs {
  int32_t number = 0;           // from 1
  float width = 0, height = 0;  // as displayed
  int32_t rotation = 0;         // degrees
  std::vector<Glyph> glyphs;    // in the order of the content stream
  std::vector<FontUse> fonts;
  uint32_t unmapped_glyphs = 0;    // no Unicode known
  uint32_t distrusted_glyphs = 0;  // replaced by U+FFFD (extract/font_trust.h)
  float image_share = 0;           // largest part of the page that one image covers, 0 to 1
  uint32_t filled_shapes = 0;      // paths filled: letters drawn as outlines are such
  bool too_many_chars = false;     // stopped at the limit
  bool damaged = false;            // the page object or its content could not be read

  void Clear() {
    glyphs.clear();
    fonts.clear();
    number = rotation = 0;
    width = height = image_share = 0;
    unmapped_glyphs = distrusted_glyphs = filled_shapes = 0;
    too_many_chars = damaged = false;
  }
};

}  // namespace filing_review::extract
