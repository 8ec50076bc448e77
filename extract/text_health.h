// Whether the text of a page can be trusted.
#pragma once

#include "extract/document.h"
#include "extract/glyph.h"

namespace filing_review::extract {

// Fills Page::unread_reason, or doubtful_reason and doubtful_chars, with what there is to say. A
// page with nothing on it was read; a page that shows something but holds no text was not, nor was
// one whose text is not what it shows. A page of which only a part is in doubt was read.
void JudgeText(const PageGlyphs& glyphs, Page* page);

}  // namespace filing_review::extract
