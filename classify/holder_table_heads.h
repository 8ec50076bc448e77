// Whether the heads of a table are those of the issuer's holders, and when its figures are held.
// Pure.
#pragma once

#include <string_view>
#include <vector>

#include "classify/holder_columns.h"
#include "classify/holder_lexicon.h"
#include "classify/holder_mention.h"
#include "classify/holder_table_caption.h"

namespace filing_review::classify {

// What is known of a table once it was found to be one of holders.
struct HolderTable {
  std::vector<HolderColumn> columns;
  TableCaption caption;
  bool cornerstone = false, pre_ipo = false, directors = false;
};

// Why heads and caption do not speak of the issuer's holders; empty where they do.
std::string_view NotOfHolders(const HolderLexicon& lexicon,
                              const std::vector<HolderColumn>& columns,
                              const TableCaption& caption);

// Gives a stage to the columns whose heads give them none.
void DateColumns(const HolderLexicon& lexicon, FilingPhase phase, HolderTable& table);

// Whether any head has a word of a table of holders.
bool HeadsSpeak(const HolderLexicon& lexicon, const std::vector<HolderColumn>& columns);

bool SameRoles(const std::vector<HolderColumn>& a, const std::vector<HolderColumn>& b);

// Columns of a table that goes on without heads, by the places of those before it.
// `near`: how far a column may have moved, 1/100 point. False where no percentage came over.
bool InheritColumns(const std::vector<HolderColumn>& above, int32_t near,
                    std::vector<HolderColumn>& columns);

}  // namespace filing_review::classify
