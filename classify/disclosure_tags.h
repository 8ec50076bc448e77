// Which concepts the sentences of a document hold, and which surround a sentence: the first pass of
// matching disclosure rules (disclosure_matcher.h). Pure.
#pragma once

#include "classify/analyzed_document.h"
#include "classify/disclosure_matcher.h"
#include "classify/disclosure_rule_set.h"

namespace filing_review::classify {

// Sentences that no rule can fire on, nor on one beside them, are not tagged.
TaggedDocument TagDocument(const DisclosureRuleSet& set, const AnalyzedDocument& analyzed);

// Concepts of the sentence, its neighbours and its headings.
ConceptMask ConceptsAround(const AnalyzedDocument& analyzed, const TaggedDocument& tagged,
                           size_t sentence);

}  // namespace filing_review::classify
