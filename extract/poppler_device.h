// A PDF opened with Poppler, read as glyphs. The one place that knows Poppler's private headers.
//
//   PdfFile file;
//   const char* reason = file.Open(bytes, size, password);   // nullptr: open
//   PageGlyphs page;
//   for (int n = 1; n <= file.page_count(); ++n) file.ReadPage(n, max_chars, &page);
//
// Fast path: Poppler parses all fonts of a page's resources anew for each page, which is most of
// its time. Here pages whose font names do not contradict each other share one interpreter (Gfx)
// on which each font is loaded once. Shadings, patterns and images are answered as done.
//
// Poppler keeps global state: one thread a process. Runs inside the worker only, where memory and
// time are bounded from outside; Poppler may abort the process.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/glyph.h"

namespace filing_review::extract {

class PdfFile {
 public:
  // `data_folder`: where Poppler's tables (poppler-data) are, for as long as this object lives;
  // null: where Debian puts them.
  explicit PdfFile(const char* data_folder = nullptr);
  ~PdfFile();
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;

  // `bytes` must outlive this object. Returns nullptr or a reason code of extract/read_error.h.
  const char* Open(const char* bytes, size_t size, const std::string& password);

  int page_count() const;
  bool encrypted() const;
  bool copy_forbidden() const;                // to the user; permissions, bit 5
  bool signatures_exist() const;              // SigFlags, bit 1
  std::string title() const;                  // UTF-8
  std::vector<OutlineEntry> outline() const;  // depth first, at most 20,000 entries

  // REQUIRES: open, 1 <= number <= page_count(). Stops after `max_chars` glyphs.
  void ReadPage(int number, size_t max_chars, PageGlyphs* page);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace filing_review::extract
