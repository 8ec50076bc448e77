// Reads pages of a document that have no usable text from their pictures.
//
//   absl::Status status = RecognizePages(fd, options, &document);   // ReadPdf calls it
//
// Pages go to filing-review-render-worker processes (extract/recognizer.h), one page at a time, and
// come back as pages with Page::from_ocr. One choice of languages a document: by its readable
// pages, else by a try of each on the first pages. A page whose recognition fails, or
// sees much less than its own text has, keeps that text; without any it is unread with a reason of
// extract/read_error.h; a worker that crashes or takes too long costs its page only.
//
// Fails only where no worker can be had, or where ReadPdf is cancelled or its deadline comes.
// Thread-safe as ReadPdf is.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "extract/document.h"
#include "extract/reader.h"

namespace filing_review::extract {

// True for the reason of an unread page that recognition may help: it has no usable text.
bool OcrMayHelp(const std::string& unread_reason);

// Does nothing where options.ocr is kOff.
absl::Status RecognizePages(int fd, const ReadOptions& options, Document* document);

}  // namespace filing_review::extract
