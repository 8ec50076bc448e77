// What the sentences, definitions and tables of a filing say of the holders that it names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"
#include "classify/holder_origin.h"

namespace filing_review::classify {

// What is said of one holder.
struct HolderStatement {
  std::optional<Origin> company;
  std::optional<PersonHome> person;
  std::vector<std::string> full_names;  // normalised, of a holder that has a short name
};

// Statements by HolderMention::key.
std::map<std::string, HolderStatement> ReadHolderStatements(
    const AnalyzedDocument& analyzed, const HolderLexicon& lexicon,
    const std::vector<HolderMention>& mentions);

}  // namespace filing_review::classify
