// Sums of holdings by stage and class.
#pragma once

#include <vector>

#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

// Appends to brief.ownership_totals. Each holder counts once a stage, with its largest percentage
// of all shares; groups and shares of a class or of the offer do not count. FOREIGN is given
// without and with Hong Kong, Macau and Taiwan, the other classes once. A vehicle and the person
// behind it may both stand in a table: one figure from 5 % up in several rows of a table, of which
// one says that it is held through or with another, counts once; sums above 100 are cut to 100.
void AddOwnershipTotals(const HolderLexicon& lexicon, const std::vector<HolderMention>& mentions,
                        v1::ReviewBrief& brief);

}  // namespace filing_review::classify
