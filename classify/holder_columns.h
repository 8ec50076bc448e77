// Tells what the columns of a table of holders are, from its heads and its figures.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"

namespace filing_review::classify {

enum class HolderColumnRole { kNone, kName, kShares, kPercent, kVotes, kOrigin };

struct HolderColumn {
  HolderColumnRole role = HolderColumnRole::kNone;
  std::string head;  // normalised, lines joined by a space
  v1::PercentBasis basis = v1::PERCENT_BASIS_TOTAL;
  v1::HoldingStage stage = v1::HOLDING_STAGE_UNSPECIFIED;
  v1::OverAllotment over_allotment = v1::OVER_ALLOTMENT_UNSTATED;
  int32_t x = 0;  // left edge
};

// One table's cells as text.
struct TableText {
  std::vector<std::vector<std::string>> cells;  // row, column: normalised; of the first column
  size_t first_row = 0;                         // first row of data
};

// A number read from a cell: "12.8%", "12.80", "5.1% (2)". Empty for dashes, stars and words.
std::optional<double> CellNumber(std::string_view text);

TableText ReadTableText(const AnalyzedDocument& analyzed, const extract::Table& table);

// Roles by head and figures; stages by head only.
std::vector<HolderColumn> ReadHolderColumns(const extract::Table& table, const TableText& text,
                                            const HolderLexicon& lexicon);

}  // namespace filing_review::classify
