// A PDF opened with Poppler, read as glyphs. The door to all that knows Poppler's private headers:
// pdf_file.cc, pdf_outline.cc, text_interpreter.cc with text_object.cc, resource_scopes.cc,
// marked_content.cc and optional_content.cc, annotation_appearances.cc, content_stream.cc,
// font_face.cc, text_string.cc and poppler_device.h; no Poppler type passes it.
//
//   PdfFile file;
//   const char* reason = file.Open(bytes, size, password);   // nullptr: open
//   PageGlyphs page;
//   for (int n = 1; n <= file.page_count(); ++n) file.ReadPage(n, max_chars, &page);
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
  // The same by Poppler's own interpreter, several times as slow: for pages with annotations that
  // Poppler makes up (extract/annotation_appearances.h), and for tests, which compare the two.
  void ReadPageByPoppler(int number, size_t max_chars, PageGlyphs* page);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace filing_review::extract
