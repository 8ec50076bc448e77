// Where the chapters and headings of a filing's outline stand on its pages.
//
//   const OutlineHeadings outline(document);
//   const PageOutline here = outline.On(page, [&](uint32_t line) { return …; });
//
// Titles are compared without regard to spaces and case.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "classify/analyzed_document.h"
#include "extract/document.h"

namespace filing_review::classify {

struct PageOutline {
  struct Heading {
    uint32_t lines = 1;  // that it takes
    int level = 0;       // HeadingLevel's scale
  };
  std::map<uint32_t, Heading> headings;  // by their first line
  // Chapters that begin on the page though their title stands in its header or nowhere.
  std::vector<Section> chapters;
};

class OutlineHeadings {
 public:
  explicit OutlineHeadings(const extract::Document& document);

  // `is_text`: lines that a heading may be; not those of tables and of the contents.
  PageOutline On(const extract::Page& page,
                 const std::function<bool(uint32_t line)>& is_text) const;

 private:
  static constexpr int kDeepest = 5;

  struct Entry {
    std::string title, key;
    int32_t page = 0;      // from 1
    int level = 0;         // where the line that shows it has no number of its own
    bool chapter = false;  // it counts although no line of the page shows it
  };

  std::vector<Entry> entries_;  // in page order, then in the outline's
};

}  // namespace filing_review::classify
