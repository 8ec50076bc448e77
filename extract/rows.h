// Runs put together into rows: everything that stands on one baseline, left to right.
//
//   std::vector<Row> rows = MakeRows(&flat, &runs);   // top to bottom
//
// Superscripts and subscripts go into the row of the text they are set on (Run::raised). Text
// painted twice is kept once. Text painted over other text gets a row of its own. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/text_runs.h"

namespace filing_review::extract {

struct Row {
  float v = 0;                 // baseline of most of its text
  float size = 0;              // font size of most of its text
  std::vector<uint32_t> runs;  // indexes, ascending in u0, not overlapping much
};

// Appends runs and glyphs where it has to rebuild a stretch that was painted in pieces.
std::vector<Row> MakeRows(Flat* flat, std::vector<Run>* runs);

}  // namespace filing_review::extract
