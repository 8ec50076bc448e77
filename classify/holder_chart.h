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

// False where the table is no such chart; else its holders are appended to `out`.
bool ReadHolderChart(const AnalyzedDocument& analyzed, const extract::Table& table,
                     const TableSpan& span, const TableText& text, const TableCaption& caption,
                     const HolderLexicon& lexicon, FilingPhase phase,
                     std::vector<HolderMention>& out);

}  // namespace filing_review::classify
