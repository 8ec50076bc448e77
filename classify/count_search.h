// What the search for user counts in prose (count_prose.h) and in tables (count_tables.h) works on.
#pragma once

#include <string>

#include "classify/analyzed_document.h"
#include "classify/count_carried_region.h"
#include "classify/count_dates.h"
#include "classify/count_names.h"
#include "classify/count_words.h"

namespace filing_review::classify {

struct CountSearch {
  const AnalyzedDocument& analyzed;
  const CountWords& english;
  const CountWords& chinese;
  const ReportPeriods& periods;
  const std::string& filing_date;  // empty: not known
  const FilingNames& names;
  const CarriedRegion& regions;

  const CountWords& Words(Script script) const {
    return script == Script::kChinese ? chinese : english;
  }
};

}  // namespace filing_review::classify
