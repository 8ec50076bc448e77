// Puts bookmarks in front of those that a PDF has (ISO 32000-1, 12.3.3).
#pragma once

#include <functional>
#include <qpdf/QPDF.hh>
#include <vector>

#include "extract/pdf_notes.h"

namespace filing_review::extract {

// `destination` gives the /Dest of a bookmark, a null object for none. Top entries are open, those
// under them closed. An outline that is not sound is replaced. May throw what libqpdf throws.
void AddBookmarks(QPDF& pdf, const std::vector<PdfBookmark>& bookmarks,
                  const std::function<QPDFObjectHandle(const PdfBookmark&)>& destination);

}  // namespace filing_review::extract
