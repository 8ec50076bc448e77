// What the queue, the search and reviews need of a brief, made once with the brief.
#pragma once

#include <string>

#include "filing_review/desk/v1/desk_record.pb.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::service {

// Rows of another version are made anew when the store is opened.
inline constexpr int kSummaryVersion = 1;

// `bytes` are the brief as it is stored. Quotes: one of each finding's own evidence, equal ones of
// one place once; none of assessments and the checklist, which rest on other findings.
desk::v1::BriefSummary SummarizeBrief(const v1::ReviewBrief& brief, const std::string& bytes);

}  // namespace filing_review::service
