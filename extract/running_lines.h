// Running headers, footers and page numbers, told across the pages of a document.
#pragma once

#include "extract/document.h"

namespace filing_review::extract {

// Sets Line::role. A header or footer is a line at the upper or lower edge of the text that comes
// back on other pages at the same height with the same words, digits apart, or that stands where
// the headers of the pages around it do (extract/header_places.h); a page number is a short line
// there of which the number moves with the pages. Body text is left alone where in doubt: what is
// wrongly kept does less harm than what is wrongly dropped.
//
// The chapters that headers name become the outline of a document that has none
// (extract/running_chapters.h).
void MarkRunningLines(Document* document);

}  // namespace filing_review::extract
