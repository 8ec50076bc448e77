// Reads a holder's name cell: the name as printed, its other names, its footnote marks.
//
//   HolderName n = ReadHolderName(lexicon, "Alder Growth Ltd. (“Alder”)(2) c/o 1 Pine Street,
//   Bermuda"); n.name         "Alder Growth Ltd." n.other_names  {"Alder"} n.marks        {2}
//   n.rest         "1 Pine Street, Bermuda"
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classify/holder_lexicon.h"

namespace filing_review::classify {

struct HolderName {
  std::string name;                      // original characters, white space collapsed
  std::vector<std::string> other_names;  // likewise
  std::vector<int> marks;                // numbers of footnotes
  std::string rest;                      // address or remark in the same cell
  bool state_mark = false;               // marked for the state: (SS), (SLS)
};

HolderName ReadHolderName(const HolderLexicon& lexicon, std::string_view original);

// Key under which two prints of a name are the same: folded, lower case, letters, digits and
// Chinese characters only. Cut forms of address off first (HolderLexicon::WithoutTitle).
std::string NameKey(std::string_view name);

// Number of Chinese characters.
size_t HanCount(std::string_view text);

}  // namespace filing_review::classify
