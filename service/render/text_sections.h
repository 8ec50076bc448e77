// Sections of the terminal report, one function each. Every one prints its heading, and one line
// where there is nothing, so that 'none' is said aloud.
#pragma once

#include "filing_review/v1/brief.pb.h"
#include "service/render/text_page.h"
#include "service/render/words.h"

namespace filing_review::render {

void TextFigures(const v1::ReviewBrief& brief, const Words& words, TextPage& page);
void TextAssessments(const v1::ReviewBrief& brief, const Words& words, TextPage& page);
void TextConflicts(const v1::ReviewBrief& brief, const Words& words, TextPage& page);
void TextStatements(const v1::ReviewBrief& brief, const Words& words, TextPage& page);
void TextDisclosures(const v1::ReviewBrief& brief, const Words& words, TextPage& page);
// Holders with their sums, and influence other than shares.
void TextHolders(const v1::ReviewBrief& brief, const Words& words, TextPage& page);
void TextFactors(const v1::ReviewBrief& brief, const Words& words, TextPage& page);
void TextChecklist(const v1::ReviewBrief& brief, const Words& words, TextPage& page);

}  // namespace filing_review::render
