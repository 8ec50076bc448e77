// Charts of the shareholding: names in boxes, one row of percentages that make a whole.
// Thread-safe.
#pragma once

#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_columns.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"
#include "classify/holder_table_caption.h"

namespace filing_review::classify {

// A table that may be a chart or a level of one.
struct ChartLevel {
  const extract::Table* table = nullptr;  // null: there is none
  TableSpan span;
};

// False where the table is no such chart; else its holders are appended to `out`. `below`: the next
// table of the page; where it is the next level of the same chart, those above hold shares of the
// issuer's holders and are left out.
bool ReadHolderChart(const AnalyzedDocument& analyzed, const ChartLevel& level,
                     const ChartLevel& below, const TableText& text, const TableCaption& caption,
                     const HolderLexicon& lexicon, FilingPhase phase,
                     std::vector<HolderMention>& out);

}  // namespace filing_review::classify
