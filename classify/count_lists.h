// Figures of a sentence that stand in a row: "3.1 million and 2.2 million", 3,200万人和1,150万人.
// What such a sentence lists besides, products or places, belongs to them one by one where it says
// "respectively" or 分别.
//
// Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "classify/count_mentions.h"
#include "classify/count_region.h"

namespace filing_review::classify {

// Indexes of mentions; `last` is part of the row.
struct FigureRow {
  size_t first = 0, last = 0;
  size_t size() const { return last - first + 1; }
};

// The row of the mention with index `k`: of itself alone where the sentence lists nothing one by
// one.
FigureRow RowOf(std::string_view sentence, const std::vector<CountMention>& mentions, size_t k,
                Script script, const CountWords& words);

// The place of figure `k` in a list of as many places as its row has figures; UNSTATED where there
// is no such list.
RegionMention ListedRegion(std::string_view sentence, const std::vector<CountMention>& mentions,
                           size_t k, Script script, const CountWords& words);

// "The numbers of MAUs and paying users were 8.4 million and 2.2 million, respectively": where as
// many nouns in a row before the figures as there are figures count them one by one, gives each
// mention of the row its own. `nouns` are those of the sentence.
void TellListedNouns(std::string_view sentence, const FigureRow& row,
                     const std::vector<NounMatch>& nouns, const CountWords& words,
                     std::vector<CountMention>& mentions);

// "approximately 5.3 million, 6.9 million and 8.8 million, respectively": the word before the first
// figure (about, more than) bounds those behind it in the row, up to one that has a bound of its
// own.
void TellListedBounds(const FigureRow& row, std::vector<CountMention>& mentions);

}  // namespace filing_review::classify
