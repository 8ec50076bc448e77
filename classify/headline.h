// Headline and coverage of a brief, from its findings and from the document.
#pragma once

#include "extract/document.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

// Fills brief.coverage.
void FillCoverage(const extract::Document& document, v1::ReviewBrief& brief);

// Fills brief.headline; everything else is filled in already.
void FillHeadline(v1::ReviewBrief& brief);

}  // namespace filing_review::classify
