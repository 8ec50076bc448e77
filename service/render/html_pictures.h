// Pictures of pages in the HTML brief, with the evidence marked on them.
#pragma once

#include <set>
#include <vector>

#include "service/render/html_page.h"
#include "service/render/page_marks.h"
#include "service/render/reports.h"

namespace filing_review::render {

// A section with the pictures, each a link to the first quote of its page where `anchored_pages`
// has it. Null: one line that the PDF was not at hand. Nothing where nothing is marked.
void HtmlPictures(const std::vector<PageMark>& marks, const std::vector<PagePicture>* pictures,
                  const std::set<int>& anchored_pages, HtmlPage& page);

}  // namespace filing_review::render
