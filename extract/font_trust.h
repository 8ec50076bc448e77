// Fonts whose characters cannot be known: composite fonts without a ToUnicode map whose character
// collection is Identity (PDF 32000-1, 9.7.4.2 and 9.10.2). The PDF library then takes the code for
// the character, which gives fluent rubbish where the code is a glyph number, and the right text
// where the producer used Unicode values as codes. Which of the two it is shows in the characters.
#pragma once

#include "extract/glyph.h"

namespace filing_review::extract {

// Replaces the characters of such fonts by U+FFFD where they read like rubbish, and counts them.
// Costs nothing on a page without such a font.
void DistrustFonts(PageGlyphs* page);

}  // namespace filing_review::extract
