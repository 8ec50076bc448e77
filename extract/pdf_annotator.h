// Writes highlights with notes and bookmarks into a copy of a PDF, with libqpdf.
//
//   bool was_signed = false;
//   const char* reason = AnnotatePdf(bytes, size, password, notes, &was_signed, [&](piece) { … });
//   if (reason == nullptr) …   // all pieces were handed out
//
// The copy keeps the pages, streams, outline and encryption of the original; its structure is
// written anew, mended where it was damaged. A signature does not hold for it: its fields keep
// their looks and lose their force, and `notes.signed_title` becomes the first bookmark. The same
// bytes and notes give the same copy.
//
// Runs inside the annotate worker only, where memory and time are bounded from outside. Nothing
// throws.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "extract/pdf_notes.h"

namespace filing_review::extract {

// Returns nullptr, or a reason code of extract/read_error.h: not_a_pdf, damaged, encrypted,
// unsupported_encryption, other_document (its pages are not those of the notes).
const char* AnnotatePdf(const char* bytes, size_t size, const std::string& password,
                        const PdfNotes& notes, bool* was_signed,
                        const std::function<void(std::string_view)>& piece);

}  // namespace filing_review::extract
