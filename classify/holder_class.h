// Where holders are from: class, jurisdiction, government link, kind. Looked for in the row, its
// footnotes, sentences and definitions of the filing, the list of known investors, the legal form.
// Thread-safe.
#pragma once

#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

// Fills jurisdiction, holder_class, class_basis, government_link, kind, other_names (full or short
// names from definitions) and footnote evidence of all mentions.
void ClassHolders(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                  v1::ListingVenue venue, std::vector<HolderMention>& mentions);

}  // namespace filing_review::classify
