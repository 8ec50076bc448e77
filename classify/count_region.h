// Tells where the counted people are: in a sentence by the place that governs the figure, in heads
// of tables by any place named. Places are rule data (classify/rules/10_user_counts_regions).
//
//   RegionMention r = GoverningRegion("其中美国用户28万名,香港用户9.6万名", begin, end, words);
//
// Offsets are bytes of the text. Thread-safe, no state.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "classify/count_words.h"

namespace filing_review::classify {

struct RegionMention {
  v1::Region region = v1::REGION_UNSTATED;
  size_t begin = 0, end = 0;
};

// All places of a text in order, not overlapping, the longest at each place; none inside words that
// only carry a place's name (companies, seats, laws).
std::vector<RegionMention> FindRegions(std::string_view text, const CountWords& words, bool head);

// The place that governs a figure at [begin, end): of its clause, before it or behind it, else of
// the clauses before, else of the words right behind. A part ("of whom 28,000 in …") says nothing
// of its whole.
RegionMention GoverningRegion(std::string_view sentence, size_t begin, size_t end,
                              const CountWords& words);

// The first place of a head; two different ones in it say nothing.
RegionMention HeadRegion(std::string_view head, const CountWords& words);

}  // namespace filing_review::classify
