// Holders of the issuer in tables: principal holders, top ten, before and after the offering,
// cornerstone investors, allotments, charts of the shareholding.
// Thread-safe.
#pragma once

#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_issuer.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"

namespace filing_review::classify {

// In page order. Evidence is filled in; class and kind by table only.
std::vector<HolderMention> FindTableHolders(const AnalyzedDocument& analyzed,
                                            const HolderLexicon& lexicon, const IssuerNames& issuer,
                                            FilingPhase phase);

}  // namespace filing_review::classify
