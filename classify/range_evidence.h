// Evidence of characters that are named by their places, not found by a rule.
#pragma once

#include <vector>

#include "classify/analyzed_document.h"
#include "classify/offset_map.h"

namespace filing_review::classify {

// Appends the evidence of chars of the page, a line a range, as AddEvidence does; without a
// section. Of `analyzed`, document and document_id are looked at alone.
void AddRangeEvidence(const AnalyzedDocument& analyzed, const std::vector<SourceRange>& ranges,
                      v1::EvidenceRole role, google::protobuf::RepeatedPtrField<v1::Evidence>& out);

}  // namespace filing_review::classify
