// Footnotes below a table: "(1) …", "Note 2: …", over several passages and pages.
#pragma once

#include <map>
#include <string>

#include "classify/analyzed_document.h"
#include "classify/holder_mention.h"

namespace filing_review::classify {

struct Footnote {
  std::string text;     // normalised, without its number
  HolderRemark remark;  // the passage that it starts in
};

using FootnoteText = std::map<int, Footnote>;

// Footnotes that follow passage `after`, numbered from 1 upwards. Reading stops at a heading or a
// gap in the numbers that lasts too long.
FootnoteText FootnotesBelow(const AnalyzedDocument& analyzed, size_t after);

}  // namespace filing_review::classify
