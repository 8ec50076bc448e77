// Optional content (PDF 32000-1, 8.11): what a document shows only where its groups are on.
// Inside the worker only.
#pragma once

class Object;
class PDFDoc;

namespace filing_review::extract {

// Whether what belongs to `membership`, a group or a membership dictionary, is hidden by the
// document's default configuration. Null belongs to none.
bool IsHidden(PDFDoc* document, const Object& membership);

}  // namespace filing_review::extract
