// Whether the text of a page can be trusted.
#pragma once

#include "extract/document.h"
#include "extract/glyph.h"

namespace filing_review::extract {

// A reason code of extract/read_error.h, or an empty string where the page was read. A page with
// nothing on it was read; a page that shows something but holds no text was not.
const char* UnreadReason(const PageGlyphs& glyphs, const Page& page);

}  // namespace filing_review::extract
