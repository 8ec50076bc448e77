// What a line begins with: the mark of a list item, or of a note at the foot of a page.
#pragma once

#include "extract/document.h"

namespace filing_review::classify {

// True for a line that is a list mark, a gap and the item: '1.', '(a)', '•', '(一)'. Not a row.
bool IsListItem(const extract::Page& page, const extract::Line& line);

// True for the first line of a note at the foot of a page: it begins with its mark.
bool BeginsNote(const extract::Page& page, const extract::Line& line);

}  // namespace filing_review::classify
