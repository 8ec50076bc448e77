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
#include "classify/count_carried_region.h"
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
};

CountSubject FindTableSubject(const TablePlace& place);

SaidRegion FindTableRegion(const TablePlace& place);

// The region of a table of heads alone that name places of one region, a column each; unstated
// where it is none.
SaidRegion RegionOfHeads(const AnalyzedDocument& analyzed, const extract::Table& table,
                         const CountWords& words);

}  // namespace filing_review::classify
