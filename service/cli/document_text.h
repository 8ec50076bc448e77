// A Document as text and as JSON, for people who want to see what was read.
//
// Text: the lines of each page in reading order, each page closed by a form feed (U+000C).
// JSON: {"pageCount", "encrypted", "title", "outline": [{"title", "depth", "page"}], "pages": [
//   {"page", "width", "height", "rotation", "unreadReason", "imagePage", "unmappedGlyphs",
//    "hiddenGlyphs", "fonts": [{"name", "embedded", "hasUnicodeMap"}],
//    "lines": [{"text", "role", "x0", "y0", "x1", "y1", "fontSize", "bold", "block", "cells":
//    […]}]}]}
// With `boxes`, each line also has "direction" (RIGHT, DOWN, LEFT, UP) and "edges": for each of its
// characters, where it starts and ends along the direction.
// Lengths are points, origin at the top left of the page as displayed.
#pragma once

#include <string>

#include "extract/document.h"

namespace filing_review::cli {

std::string DocumentAsText(const extract::Document& document);
std::string DocumentAsJson(const extract::Document& document, bool boxes);

}  // namespace filing_review::cli
