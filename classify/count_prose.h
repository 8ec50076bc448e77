// Finds user counts in sentences: whose they are, of what date, subject and place, told by the
// sentence, the sentences before and the headings. Cells of tables that hold prose are read as
// sentences.
#pragma once

#include <vector>

#include "classify/count_fact.h"
#include "classify/count_search.h"

namespace filing_review::classify {

// Appends to `found`, in the order of the text; what a page says twice is there once.
void FindProseCounts(const CountSearch& search, std::vector<CountFact>& found);

}  // namespace filing_review::classify
