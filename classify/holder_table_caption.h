// What is said of a table above it: the lead-in and the headings.
// Pure.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "classify/holder_issuer.h"
#include "classify/holder_lexicon.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

// Passages of a table's rows.
struct TableSpan {
  size_t first = SIZE_MAX, last = 0;
};

// By table of `analyzed`.
std::vector<TableSpan> TableSpans(const AnalyzedDocument& analyzed);

struct TableCaption {
  std::string text;     // passages right above, the nearest last
  std::string nearest;  // the last of them that is a sentence or heading, its end
  std::string lead;     // the same in whole
  std::string section;  // headings, folded
};

// The issuer's names stand in it as the word for it.
TableCaption ReadTableCaption(const AnalyzedDocument& analyzed, const TableSpan& span, int32_t page,
                              const IssuerNames& issuer);

// The stage that a caption gives to a table; unspecified where it gives none. `first_wins`: of two
// dates the first counts, else neither.
v1::HoldingStage StageOfCaption(const HolderLexicon& lexicon, const std::string& text,
                                bool first_wins);

}  // namespace filing_review::classify
