// What one mention of a holder tells of another, and one sentence of all officers.
// Thread-safe.
#pragma once

#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"

namespace filing_review::classify {

// Gives a mention that nothing was found of the class of those that share its name or one of its
// other names, where these agree.
void ShareClasses(const HolderLexicon& lexicon, std::vector<HolderMention>& mentions);

// Gives directors and officers that nothing was found of the home that "the business address of
// our directors and executive officers is …" tells, but for those that the sentence excepts.
void ClassByOfficersAddress(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                            std::vector<HolderMention>& mentions);

}  // namespace filing_review::classify
