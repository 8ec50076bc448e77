// Sections of the HTML brief, one function each. Every one sets its heading, and one line where
// there is nothing, so that 'none' is said aloud.
#pragma once

#include "filing_review/v1/brief.pb.h"
#include "service/render/html_page.h"

namespace filing_review::render {

void HtmlFigures(const v1::ReviewBrief& brief, HtmlPage& page);
void HtmlAssessments(const v1::ReviewBrief& brief, HtmlPage& page);
void HtmlConflicts(const v1::ReviewBrief& brief, HtmlPage& page);
void HtmlStatements(const v1::ReviewBrief& brief, HtmlPage& page);
void HtmlDisclosures(const v1::ReviewBrief& brief, HtmlPage& page);
// Holders with their sums, and influence other than shares.
void HtmlHolders(const v1::ReviewBrief& brief, HtmlPage& page);
void HtmlFactors(const v1::ReviewBrief& brief, HtmlPage& page);
void HtmlChecklist(const v1::ReviewBrief& brief, HtmlPage& page);
void HtmlCoverage(const v1::ReviewBrief& brief, HtmlPage& page);

}  // namespace filing_review::render
