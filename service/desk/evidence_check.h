// Compares evidence that a reviewer gives with the page that it names.
#pragma once

#include "absl/status/status.h"
#include "extract/document.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::service {

// Puts what the page says in the place of what the caller sent: quote, tight boxes (one a line),
// size of the page. The quote must be the text in the boxes, white space left out of account; a
// character is in a box where its middle is. INVALID_ARGUMENT bad_evidence. Pure.
absl::Status FitEvidence(const extract::Document& document, v1::Evidence& evidence);

}  // namespace filing_review::service
