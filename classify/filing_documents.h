// Several documents read as one filing: findings of each put together in one brief.
//
// Evidence names its document, and pages are counted within it. Findings stand in the order of the
// documents. Pure.
#pragma once

#include <string>

#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

// Id of the main document.
inline constexpr char kMainDocument[] = "main";

// "page 12", and "page 12 of exhibit-1" where the document is not the main one.
std::string PageWords(const std::string& document, int page);
std::string PageWords(const v1::Evidence& evidence);

// Place of a document in brief.filing.documents; 0 where it is not there.
int DocumentOrder(const v1::ReviewBrief& brief, const std::string& document);

// Moves the findings of one document behind those of the documents before it. Sums of holdings are
// taken stage by stage from the first document that has them: a translation or an exhibit repeats
// the holders, it does not add to them.
void AppendFindings(v1::ReviewBrief& of_document, v1::ReviewBrief& brief);

// A translation says the same in other words. Where a fact of it has the same figures as exactly
// one fact of the main document (value, metric, date and attribution of a count; percentages, stage
// and basis of a holding) it takes that one's fact id.
void ShareFactIds(const v1::ReviewBrief& main, v1::ReviewBrief& translation);

}  // namespace filing_review::classify
