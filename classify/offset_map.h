// Maps bytes of normalised text back to the characters of the page that they came from.
//
//   OffsetMap map;
//   map.AddRun(0, {page, line, first_char}, n);   // n code points that map one to one
//   map.AddCollapsed(at, source, source_chars);   // bytes from `at` on stand for source_chars
//   chars SourceChar c = map.At(text, byte);
//
// Invariants (tests/classify/offset_map_test.cc): At() of ascending bytes never goes back in
// (page, char) within one run; every byte of a code point maps to the same source; Range() of a
// non-empty byte range is never empty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace filing_review::classify {

// A character of a page.
struct SourceChar {
  uint32_t page = 0;  // index into Document::pages
  uint32_t line = 0;  // index into Page::lines
  uint32_t c = 0;     // char of the page
  friend bool operator==(const SourceChar&, const SourceChar&) = default;
};

// Chars [begin, end) of one line.
struct SourceRange {
  uint32_t page = 0, line = 0, begin = 0, end = 0;
  friend bool operator==(const SourceRange&, const SourceRange&) = default;
};

class OffsetMap {
 public:
  // Code points from byte `at` on map one to one onto chars from `source` on.
  // REQUIRES: `at` does not decrease from call to call.
  void AddRun(size_t at, SourceChar source);
  // All bytes from `at` to the next entry stand for chars [source.c, source.c + count).
  // `count` 0: the bytes are not on the page (a space put between two lines).
  void AddCollapsed(size_t at, SourceChar source, uint32_t count);

  bool empty() const { return entries_.empty(); }

  // Source of the code point that byte `at` belongs to; for a byte that is not on the page, the
  // char before it. REQUIRES: the map is not empty, at < text.size().
  SourceChar At(std::string_view text, size_t at) const;

  // Source ranges of bytes [begin, end), one a line, in text order. Chars left out of the text
  // between two mapped chars of one line are included.
  std::vector<SourceRange> Range(std::string_view text, size_t begin, size_t end) const;

 private:
  struct Entry {
    uint32_t at;
    SourceChar source;
    int32_t count;  // -1: one to one
  };
  size_t Find(size_t at) const;
  std::vector<Entry> entries_;
};

}  // namespace filing_review::classify
