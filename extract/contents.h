// Finds the table of contents: lines that name a part of the document and its page.
//
//   const ContentsLines contents = FindContents(document);
//   if (contents.Has(page_index, line_index)) …   // no heading, no sentence
//
//   目　录                      CONTENTS
//   第一节 释义 ........ 5       RISK FACTORS . . . . . . . . 42
//                              Item 3. Key Information     13
//
// A line is an entry where it ends in a page number ("42", "iv", "F-12", "1-1-30") behind leaders
// or a cell gap. A page is part of the contents where its entries' numbers do not fall and it bears
// the title, maybe as its running header, or follows such a page, or has hardly anything but
// entries with leaders. Then all body lines from the title (or the top) to the last entry are
// contents, titles that wrap among them.
//
// Tables with leaders between words and figures are none: their figures fall, or are no page
// numbers. Pure and deterministic.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/document.h"

namespace filing_review::extract {

struct ContentsLines {
  std::vector<std::vector<bool>> pages;  // a flag a line; empty for a page without contents

  bool Has(size_t page, size_t line) const { return !pages[page].empty() && pages[page][line]; }
};

// Lines of role kBody only.
ContentsLines FindContents(const Document& document);

}  // namespace filing_review::extract
