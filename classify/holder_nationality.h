// Tables of persons with their nationality: parties, directors.
// Pure.
#pragma once

#include <map>
#include <string>

#include "classify/analyzed_document.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_prints.h"
#include "classify/holder_statements.h"

namespace filing_review::classify {

// Sets HolderStatement::person of the holders that such tables name, by HolderMention::key.
// REQUIRES: prints.ok().
void ReadNationalityTables(const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
                           const HolderPrints& prints,
                           std::map<std::string, HolderStatement>& found);

}  // namespace filing_review::classify
