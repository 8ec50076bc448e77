// Finds user counts in tables: row heads name the metric or the subject, column heads the dates or
// the metric, scale notes what the numbers are multiplied by.
#pragma once

#include <vector>

#include "classify/count_fact.h"
#include "classify/count_search.h"

namespace filing_review::classify {

// Appends to `found`, in table order.
void FindTableCounts(const CountSearch& search, std::vector<CountFact>& found);

}  // namespace filing_review::classify
