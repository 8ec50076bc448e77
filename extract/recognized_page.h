// Characters as recognised from a picture, and the Page made of them.
//
//   RecognizedGlyphs found = recognizer.Recognize(picture);
//   Page page;
//   LayOutRecognized(found, &page);   // from_ocr, slope and confidence are set
//
// The picture of a page scanned askew is turned upright before it is recognised, and lines are laid
// out on the upright picture. Then all edges go back to the page as displayed: Page::slope says how
// its lines lie there. Lines of a page scanned on its side or on its head run that way, and their
// edges across contain the slope. Pure; lengths are points.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/document.h"
#include "extract/glyph.h"

namespace filing_review::extract {

// How the upright picture was had from the page: turned by quarters, then by `angle` about the
// middle, clockwise, and grown so that the corners stay in it.
struct Turn {
  int quarters = 0;             // 0 to 3
  double angle = 0;             // radians
  float width = 0, height = 0;  // of the page as displayed
};

struct RecognizedGlyphs {
  PageGlyphs page;                  // on the upright picture
  std::vector<uint8_t> confidence;  // a glyph of it: percent
  Turn turn;
};

void LayOutRecognized(const RecognizedGlyphs& found, Page* page);

}  // namespace filing_review::extract
