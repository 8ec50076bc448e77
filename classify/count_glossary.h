// Reads what a filing's own words for its users mean: in the glossary, in a table of definitions,
// in brackets where the words stand first.
//
//   "Monthly active riders, or MARs, are …"                -> MAR, MAU
//   "「活躍買家」 | 指 | 於十二個月內…的買家"              -> 活跃买家, AAU
//
// The forms of definitions are rule data (CountGrammar.definition). A word that the rules read the
// same way without its definition is left out.
#pragma once

#include <memory>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_words.h"

namespace filing_review::classify {

// The words of a filing: those of the rules, and the terms that it defines itself.
struct FilingWords {
  CountWords english, chinese;
};

FilingWords ReadGlossary(const AnalyzedDocument& analyzed, const CountWords& english,
                         const CountWords& chinese);

}  // namespace filing_review::classify
