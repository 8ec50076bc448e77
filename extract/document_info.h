// What a worker says of the document as a whole, checked and taken over. False: it says what no
// honest worker says, and is as good as crashed.
#pragma once

#include "extract/document.h"
#include "filing_review/worker/v1/read_worker.pb.h"

namespace filing_review::extract {

// All but the outline; the number of pages is not looked at.
bool TakeDocumentInfo(const worker::v1::DocumentInfo& info, Document* document);

// REQUIRES: document->page_count is set. Places outside the document become unknown.
bool TakeOutline(const worker::v1::DocumentOutline& outline, Document* document);

}  // namespace filing_review::extract
