// The text of a document as the desk shows and searches it.
#pragma once

#include <string>
#include <string_view>

#include "classify/analyzed_document.h"
#include "extract/document.h"
#include "filing_review/v1/desk_service.pb.h"

namespace filing_review::service {

// Lines in reading order with the edges of every code point; no lines of a page that was not read.
v1::PageText PageTextOf(const extract::Page& page);

// Places where the words stand as one piece of text, in reading order, at most `limit`. Chinese in
// either script, letters in either case, white space between words alone; over the ends of lines
// too. Heads and feet of pages are not searched. REQUIRES: limit > 0.
v1::SearchFilingTextResponse FindInText(const classify::AnalyzedDocument& analyzed,
                                        std::string_view words, int limit);

}  // namespace filing_review::service
