// Documents made of plain text: for examples of rules, and for tests of what comes after reading.
//
//   Document d = TextDocument({"First line of page 1\nsecond line\n\nnext block", "page 2"});
//
// A line feed ends a line, an empty line ends a block, a tab divides cells and goes on to the next
// multiple of 100 points. Every char is 5 points wide, every line 12 points high; text in ^{…} is
// superscript; a line that starts with "# " is bold and larger.
#pragma once

#include <string>
#include <vector>

#include "classify/analyzed_document.h"
#include "extract/document.h"

namespace filing_review::classify {

extract::Document TextDocument(const std::vector<std::string>& pages);

// Sentences without pages, one paragraph; the text of each is folded as Analyze does.
AnalyzedDocument SentenceDocument(const std::vector<std::string>& sentences,
                                  const std::string& heading = "");

}  // namespace filing_review::classify
