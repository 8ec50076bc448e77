// Bounds on what the PDF engine says of a page, before it is laid out: a hostile page may say more
// than its limits allow, in ways that are not seen while it is read.
#pragma once

#include <cstddef>

#include "extract/glyph.h"

namespace filing_review::extract {

// Cuts glyphs beyond `most_chars` (and sets too_many_chars), sides beyond a million points, names
// of fonts beyond 127 bytes; a rotation that is no multiple of 90 degrees is none.
void BoundPage(size_t most_chars, PageGlyphs* glyphs);

}  // namespace filing_review::extract
