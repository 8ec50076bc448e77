// Cuts the name of a holder out of the words of a sentence around it.
// Thread-safe.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "classify/holder_lexicon.h"

namespace filing_review::classify {

// Bytes of a sentence.
struct NameSpan {
  size_t begin = 0, end = 0;
};

// Cuts lead-in words, brackets, "through …" and words behind it off a name; false where what is
// left is no name.
bool CleanName(const HolderLexicon& lexicon, std::string_view text, NameSpan& name);

// "X, a company organized in Y, holds …": where only the place was taken, the subject before it.
void WidenToSubject(const HolderLexicon& lexicon, std::string_view text, NameSpan& name);

// The names of "A, B and C", in order.
std::vector<NameSpan> SplitNames(const HolderLexicon& lexicon, std::string_view text,
                                 NameSpan names);

}  // namespace filing_review::classify
