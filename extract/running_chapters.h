// Chapters that only the running headers name: where a filing has no outline, the title of a
// chapter may stand nowhere but at the top of its pages.
//
//   if (document.outline.empty()) document.outline = RunningChapters(document);
//
// A header that changes by ranges of pages names chapters; one that runs over most of the document
// (the issuer's name, the kind of the document) names none. Headers that change within a chapter
// are entries one level deeper. Empty where fewer than three chapters are told, or where they cover
// less than half of the pages. Pure.
#pragma once

#include <vector>

#include "extract/document.h"

namespace filing_review::extract {

// In page order. Reads the lines of role kHeader. A chapter begins on the page before its first
// header where its title stands there in the text.
std::vector<OutlineEntry> RunningChapters(const Document& document);

}  // namespace filing_review::extract
