// Headers told by their place at the top of the page. Internal to extract/.
#pragma once

#include <vector>

#include "extract/document.h"
#include "extract/edge_lines.h"

namespace filing_review::extract {

// Adds to `roles`, one an edge line, in which headers that come back are told:
// - the header of a chapter of one or two pages, which does not come back often enough. It stands
//   in the place of headers that do, on several pages in a row near by; no text stands closely
//   below that place on any of the pages between, so none flows through it;
// - the other lines of a header that takes several.
void MarkHeadersByPlace(const Document& document, const std::vector<EdgeLine>& edges,
                        std::vector<LineRole>* roles);

}  // namespace filing_review::extract
