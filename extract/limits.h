// Every limit on reading one filing, with its default. `filing-review brief --print-limits` prints
// them; docs/OPERATIONS.md says what a user sees when one fires.
#pragma once

#include <cstdint>

namespace filing_review::extract {

struct Limits {
  int64_t file_bytes = int64_t{512} << 20;    // larger: file_size_limit, nothing is read
  int32_t pages = 5000;                       // more: page_count_limit, nothing is read
  int32_t page_chars = 200'000;               // more on one page: that page is page_char_limit
  int32_t document_chars = 10'000'000;        // more: pages from there on are document_char_limit
  int32_t page_seconds = 10;                  // wall clock a page; longer: page_time_limit
  int32_t slow_pages = 4;                     // pages so long before the rest is given up
  int32_t document_seconds = 20;              // wall clock a document, and document_page_ms for
  int32_t document_page_ms = 3;               // each page; longer: document_time_limit
  int64_t worker_bytes = int64_t{256} << 20;  // address space a worker beyond the file itself;
                                              // more: memory_limit
  int32_t worker_restarts = 64;               // workers lost before the rest is given up
  // Recognition of characters on pictures of pages (--ocr). The first two bound `auto` only.
  int32_t ocr_pages = 100;          // pages; those beyond are ocr_page_limit
  int32_t ocr_seconds = 600;        // wall clock a document; pages not done then: ocr_time_limit
  int32_t ocr_page_seconds = 60;    // wall clock a page; longer: page_time_limit
  int64_t ocr_pixels = 25'000'000;  // of a page's picture; a larger page gets fewer dots per inch
  int64_t ocr_worker_bytes = int64_t{1} << 30;  // as worker_bytes, of a worker that recognises
  // Annotated copies (extract/annotate.h).
  int32_t annotations = 20'000;                        // highlights and bookmarks; more:
                                                       // annotation_limit
  int32_t annotate_seconds = 60;                       // wall clock; longer: annotate_time_limit
  int64_t annotate_copy_bytes = int64_t{1} << 29;      // of the copy; more: annotate_size_limit
  int64_t annotate_worker_bytes = int64_t{512} << 20;  // as worker_bytes, of the worker that writes
  // Pictures of pages (extract/page_pictures.h). What is over them is left out and counted.
  int32_t picture_pages = 40;                         // pages
  int32_t picture_width = 360;                        // pixels
  int64_t picture_bytes = int64_t{4} << 20;           // of all pictures, compressed
  int32_t picture_page_seconds = 5;                   // wall clock a page
  int32_t picture_seconds = 30;                       // wall clock of all
  int64_t picture_worker_bytes = int64_t{512} << 20;  // as worker_bytes, of a worker that paints
};

}  // namespace filing_review::extract
