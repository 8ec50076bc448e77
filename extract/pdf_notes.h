// What an annotated copy of a PDF gets: highlights with notes, and bookmarks beside its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace filing_review::extract {

// On the page as displayed: crop box applied, then rotation. Points, origin at the top left.
struct NoteBox {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool operator==(const NoteBox&) const = default;
};

struct PdfHighlight {
  int32_t page = 0;                        // from 1
  std::vector<NoteBox> boxes;              // one a line of text
  double page_width = 0, page_height = 0;  // as displayed, points
  std::string title, contents;             // UTF-8
  uint32_t colour = 0;                     // 0xRRGGBB
};

struct PdfBookmark {
  int32_t level = 0;  // 0: top; at most one more than that of the bookmark before
  std::string title;  // UTF-8
  int32_t page = 0;   // from 1; 0: leads nowhere
  double top = 0;     // points from the top of the page as displayed
};

struct PdfNotes {
  int32_t page_count = 0;    // pages that the document must have
  std::string author;        // of each note
  std::string about;         // for the document information: what this copy is
  std::string signed_title;  // first bookmark of a copy whose original was signed
  std::vector<PdfHighlight> highlights;
  std::vector<PdfBookmark> bookmarks;  // one before those under it
};

}  // namespace filing_review::extract
