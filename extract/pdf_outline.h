// The outline of a PDF (PDF 32000-1, 12.3.3), depth first. Inside the worker only.
#pragma once

#include <vector>

#include "extract/document.h"

class PDFDoc;

namespace filing_review::extract {

// At most 20,000 entries, 16 deep. Entries that point back at earlier ones are left out.
std::vector<OutlineEntry> ReadOutline(PDFDoc* document);

}  // namespace filing_review::extract
