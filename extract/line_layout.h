// Lines in reading order from the glyphs of a page: words spaced, table rows split into cells,
// columns read one after the other, superscripts set apart, a box for every character.
//
//   Page page;
//   LayOutPage(glyphs, &page);   // all of Page but the roles of its lines
//
// What counts as visible: glyphs whose middle lies in the crop box, painted in a visible rendering
// mode; on a page that is one image, invisible text is its text layer and is kept. The rest is
// counted in Page::hidden_glyphs.
//
// A line's text is in the order of the places on the page along the line, but for scripts that are
// written from right to left (extract/right_to_left.h). Pure and deterministic; knows no PDF
// library.
#pragma once

#include "extract/document.h"
#include "extract/glyph.h"

namespace filing_review::extract {

void LayOutPage(const PageGlyphs& glyphs, Page* page);

}  // namespace filing_review::extract
