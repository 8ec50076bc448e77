// Makes an annotated copy of a PDF in a worker process.
//
//   absl::StatusOr<std::string> copy = AnnotatedCopy(fd, notes, options);
//
// The PDF is never parsed in this process: filing-review-annotate-worker does, locked in as the
// other workers are (extract/worker_lockdown.h), and is killed when it takes too long. The same
// PDF and notes give the same bytes. What the copy keeps of the original, and what becomes of
// signatures and encryption: extract/pdf_annotator.h.
//
// Errors carry a reason of extract/read_error.h: those of opening, other_document,
// unsupported_encryption, annotation_limit, annotate_time_limit, annotate_size_limit, memory_limit,
// worker_start, worker_crash. When it returns, its worker has ended and has been waited for.
// Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "extract/limits.h"
#include "extract/pdf_notes.h"

namespace filing_review::extract {

struct AnnotateOptions {
  Limits limits;
  std::string password;     // tried as user and as owner password
  std::string worker_path;  // empty: filing-review-annotate-worker, as in ReadOptions
};

// `fd` is a regular file open for reading.
absl::StatusOr<std::string> AnnotatedCopy(int fd, const PdfNotes& notes,
                                          const AnnotateOptions& options);

}  // namespace filing_review::extract
