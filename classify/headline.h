// Headline and coverage of a brief, from its findings and from the document.
#pragma once

#include <string>

#include "extract/document.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

// Fills brief.coverage.
// Adds what was searched of one document.
void AddCoverage(const extract::Document& document, const std::string& document_id,
                 v1::ReviewBrief& brief);

// Fills brief.headline; everything else is filled in already.
void FillHeadline(v1::ReviewBrief& brief);

}  // namespace filing_review::classify
