// Limits on exports of a brief that take more than the brief. `filing-review brief --print-limits`
// prints them.
#pragma once

#include <cstdint>

#include "extract/limits.h"

namespace filing_review::service {

struct ExportLimits {
  extract::Limits pdf;  // those on annotated copies and pictures of pages
  // pandoc, for DOCX. Longer or more: docx_limit.
  int32_t docx_seconds = 30;                     // wall clock and processor time
  int64_t docx_memory_bytes = int64_t{2} << 30;  // address space
  int64_t docx_bytes = int64_t{32} << 20;        // of the document
};

}  // namespace filing_review::service
