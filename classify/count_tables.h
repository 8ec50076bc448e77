// Finds user counts in tables: row heads name the metric or the subject, column heads the dates or
// the metric, scale notes what the numbers are multiplied by.
#pragma once

#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/count_carried_region.h"
#include "classify/count_dates.h"
#include "classify/count_fact.h"
#include "classify/count_names.h"
#include "classify/count_words.h"

namespace filing_review::classify {

struct TableSearch {
  const AnalyzedDocument& analyzed;
  const CountWords& english;
  const CountWords& chinese;
  const ReportPeriods& periods;
  const std::string& filing_date;
  const FilingNames& names;
  const CarriedRegion& regions;
};

// Appends to `found`, in table order.
void FindTableCounts(const TableSearch& search, std::vector<CountFact>& found);

}  // namespace filing_review::classify
