// Tells what a figure of a table is of, and where the counted people are: by the head of its row,
// the row of a group above, the head of its column, the caption, the headings.
//
//   "NetWave Music | Average MAUs | 2,118"   -> NetWave Music
//   "Blue Heron (China)" above "Paying users | 512"  -> Blue Heron, CN_MAINLAND
//
// Thread-safe, no state.
#pragma once

#include <string>
#include <string_view>

#include "classify/analyzed_document.h"
#include "classify/count_names.h"
#include "classify/count_region.h"
#include "classify/count_subject.h"
#include "classify/count_words.h"

namespace filing_review::classify {

// Where a figure of a table stands; texts folded.
struct TablePlace {
  const AnalyzedDocument& analyzed;
  const FilingNames& names;
  const CountWords& words;
  const extract::Table& table;
  size_t row = 0;
  const extract::TableCell& cell;
  std::string_view label;    // head of the row
  std::string_view group;    // a row without figures above
  std::string_view column;   // head of the column
  std::string_view caption;  // the words right before the table
  std::string_view lead;     // the passages before it
  std::string_view section;  // headings, outermost first
};

CountSubject FindTableSubject(const TablePlace& place);

struct TableRegion {
  v1::Region region = v1::REGION_UNSTATED;
  std::string text;
};

// `market`: of a market, whose place may stand further off, in the paragraph or the headings.
TableRegion FindTableRegion(const TablePlace& place, bool market);

}  // namespace filing_review::classify
