// A picture of where things stand in the filing, as inline SVG: figures of users over the pages on
// a logarithmic scale against thresholds, and a lane of ticks for each kind of finding.
//
//   std::string svg = StripPlot(brief, {12, 45}, words);
//
// A mark links to the anchor "p12" of its page where that is one of `anchored_pages`. Empty where
// the filing has no pages. Thresholds are the `map.threshold.N` lines of the words.
#pragma once

#include <set>
#include <string>

#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::render {

std::string StripPlot(const v1::ReviewBrief& brief, const std::set<int>& anchored_pages,
                      const Words& words);

}  // namespace filing_review::render
