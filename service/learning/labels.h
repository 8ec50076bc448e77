// Decisions of reviewers on a filing as labels, in the form of corpus/ (corpus/README.md).
//
// `user_counts`, `review_status` and `holders` hold what was accepted, corrected and added; what
// nobody decided on is `optional` there, or borderline. `data_handling_pages` and `holder_pages`
// name the pages with a decision. `conflicts` stands only where all of the brief were decided on.
// Besides: `document_sha256`, `review_state`. Pure.
#pragma once

#include <string>

#include "service/learning/decided_filing.h"

namespace filing_review::service {

// One JSON object, indented. `document`: name of the PDF's file beside it.
std::string LabelsOf(const DecidedFiling& filing, const std::string& document);

}  // namespace filing_review::service
