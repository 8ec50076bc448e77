// Within a brief, a quote on a page names one place.
//
// Outside readers find evidence by page and quote; where the same words stand twice on a page (a
// column head repeated, a sentence said twice) the later place would be ambiguous. The first place
// keeps the words; a later item drops that piece of evidence, and a finding that would be left
// without its FIGURE evidence is dropped: the earlier mention carries it. Conditions and conflicts
// keep the piece with the first place's boxes instead, since they need their evidence.
#pragma once

#include "filing_review/v1/brief.pb.h"

namespace filing_review::classify {

void KeepOnePlaceAQuote(v1::ReviewBrief& brief);

}  // namespace filing_review::classify
