// Which lines belong together: paragraphs, headings and tables get a block number each.
#pragma once

#include "extract/document.h"

namespace filing_review::extract {

// Sets Line::block of all lines. Neighbours in reading order share a block where they follow each
// other at line distance, in one font size, without a paragraph's first-line indentation between
// them; rows of a table share one.
void AssignBlocks(Page* page);

}  // namespace filing_review::extract
