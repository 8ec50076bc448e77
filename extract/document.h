// What was read from a PDF: pages, lines in reading order, a box for every character.
//
//   const Page& page = document.pages[0];
//   for (const Line& line : page.lines) {
//     if (line.role != LineRole::kBody) continue;
//     use(page.LineText(line));
//     Box first = page.CharBox(line, line.char_begin);
//   }
//
// Lengths are 1/100 point, origin at the top left of the page as displayed (crop box, then
// rotation: PDF 32000-1, 7.7.3.3). Text is UTF-8. A "char" is a Unicode code point; char indexes
// count the code points of Page::text without its line feeds.
//
// A Document is plain data: no thread touches it while another changes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace filing_review::extract {

// A rectangle, 1/100 point.
struct Box {
  int32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// Which way a line runs.
enum class Direction : uint8_t { kRight, kDown, kLeft, kUp };

// What a line is for.
enum class LineRole : uint8_t { kBody, kHeader, kFooter, kPageNumber };

// A cell of a line that is a table row, or the whole line where it is none.
// Cells are told by gaps; a tab (U+0009) stands between two cells in Page::text.
struct LineCell {
  uint32_t char_begin = 0, char_end = 0;  // in the page
  int32_t x0 = 0, x1 = 0;                 // along the direction
};

// A maximal run of text on one baseline within one column of the page.
struct Line {
  uint32_t text_begin = 0, text_end = 0;  // bytes of Page::text, line feed excluded
  uint32_t char_begin = 0, char_end = 0;  // chars of the page
  int32_t cross0 = 0, cross1 = 0;         // extent across the direction, tight around the glyphs
  int32_t start = 0, end = 0;             // extent along the direction
  uint16_t font_size = 0;                 // 1/100 point
  uint16_t font = 0;                      // index into Page::fonts
  uint16_t block = 0;                     // lines of one paragraph or table share it
  Direction direction = Direction::kRight;
  LineRole role = LineRole::kBody;
  bool bold = false;
  std::vector<LineCell> cells;  // empty: one cell, the whole line
};

// A run of superscript characters (footnote marks, units), set off by size and baseline.
struct SuperscriptRun {
  uint32_t char_begin = 0, char_end = 0;  // chars of the page
};

struct FontUse {
  std::string name;
  bool embedded = false;
  bool has_unicode_map = false;
};

struct Page {
  int32_t number = 0;               // from 1
  int32_t width = 0, height = 0;    // as displayed
  int32_t rotation = 0;             // degrees
  std::string text;                 // lines in reading order, each closed by '\n'
  std::vector<Line> lines;          // in the same order
  std::vector<int32_t> char_start;  // a char: edge along its line's direction where it starts
  std::vector<int32_t> char_end;    // a char: edge where it ends; char_start < char_end
  std::vector<SuperscriptRun> superscripts;  // in char order
  std::vector<FontUse> fonts;
  uint32_t unmapped_glyphs = 0;   // glyphs without Unicode
  uint32_t hidden_glyphs = 0;     // outside the crop box or invisible; not in `text`
  bool image_page = false;        // an image covers more than half of it
  std::string unread_reason;      // reason code of extract/read_error.h; empty: it was read
  bool unread_transient = false;  // another try may succeed
  std::string doubtful_reason;    // it was read, but not all of it can be relied on; else empty
  uint32_t doubtful_chars = 0;    // how many characters that concerns
  bool from_ocr = false;          // the text was recognised from a picture of the page
  int32_t slope = 0;              // of a page scanned askew: its lines move so far across for each
                                  // 10,000 along; edges across are those at a line's middle
  std::vector<uint8_t> confidence;  // where from_ocr: a char: how sure it is, percent

  std::string_view LineText(const Line& line) const {
    return std::string_view(text).substr(line.text_begin, line.text_end - line.text_begin);
  }
  // Box of one char. REQUIRES: line.char_begin <= c < line.char_end.
  Box CharBox(const Line& line, uint32_t c) const;
  // Box of chars [begin, end) of one line, spaces at both ends left out.
  // REQUIRES: line.char_begin <= begin < end <= line.char_end.
  Box RangeBox(const Line& line, uint32_t begin, uint32_t end) const;
};

struct OutlineEntry {
  std::string title;
  int32_t depth = 0;  // from 0
  int32_t page = 0;   // from 1; 0 unknown
};

struct Document {
  int32_t page_count = 0;
  bool encrypted = false;
  bool copy_forbidden = false;    // by the file's permissions; they are reported, not enforced
  bool signatures_exist = false;  // says the file; they are not checked
  std::string title;              // information dictionary
  // Depth first; of a file without one: the chapters that its running headers name.
  std::vector<OutlineEntry> outline;
  std::vector<Page> pages;  // all of them, in page order; unread ones have an unread_reason
};

}  // namespace filing_review::extract
