// Why a filing, or a page of it, could not be read: reason codes and the status that carries one.
//
//   return ReadError(kReasonEncrypted, "needs a password; give it with --password-file");
//   ...
//   if (ReasonOf(status) == kReasonEncrypted) …
//
// A code is a stable lower_case word: it stands in briefs, in API errors and in the logs.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace filing_review::extract {

// The document as a whole. Codes FAILED_PRECONDITION (the document is at fault).
inline constexpr char kReasonNotAPdf[] = "not_a_pdf";
inline constexpr char kReasonEmpty[] = "empty_file";
inline constexpr char kReasonDamaged[] = "damaged";
inline constexpr char kReasonEncrypted[] = "encrypted";
inline constexpr char kReasonNoPages[] = "no_pages";
inline constexpr char kReasonUnsupportedEncryption[] = "unsupported_encryption";
inline constexpr char kReasonOtherDocument[] = "other_document";  // not that of the brief
inline constexpr char kReasonNotAFile[] = "not_a_file";
inline constexpr char kReasonFileChanged[] = "file_changed";
// Limits and workers. Codes OUT_OF_RANGE or INTERNAL.
inline constexpr char kReasonFileTooLarge[] = "file_size_limit";
inline constexpr char kReasonTooManyPages[] = "page_count_limit";
inline constexpr char kReasonDocumentTime[] = "document_time_limit";
inline constexpr char kReasonWorkerStart[] = "worker_start";
inline constexpr char kReasonReviewDeadline[] = "review_deadline";  // DEADLINE_EXCEEDED
// Annotated copies (extract/annotate.h). Codes OUT_OF_RANGE.
inline constexpr char kReasonAnnotations[] = "annotation_limit";
inline constexpr char kReasonAnnotateTime[] = "annotate_time_limit";
inline constexpr char kReasonAnnotateBytes[] = "annotate_size_limit";
// Pages.
inline constexpr char kReasonPageTime[] = "page_time_limit";
inline constexpr char kReasonMemory[] = "memory_limit";
inline constexpr char kReasonWorkerCrash[] = "worker_crash";
inline constexpr char kReasonPageDamaged[] = "page_damaged";
inline constexpr char kReasonPageChars[] = "page_char_limit";
inline constexpr char kReasonDocumentChars[] = "document_char_limit";
inline constexpr char kReasonNoText[] = "no_text";
inline constexpr char kReasonGarbledText[] = "garbled_text";  // also of a part of a page
inline constexpr char kReasonDoubledText[] =
    "doubled_text";  // lines that stand twice, one over the other
// Pages that were to be recognised.
inline constexpr char kReasonOcrPages[] = "ocr_page_limit";
inline constexpr char kReasonOcrTime[] = "ocr_time_limit";
inline constexpr char kReasonOcrNoText[] = "ocr_no_text";

// A status that carries `reason`. `message` is one sentence: what is wrong and what to do.
absl::Status ReadError(const char* reason, const std::string& message);

// The reason that a status carries; empty where it has none.
std::string ReasonOf(const absl::Status& status);

}  // namespace filing_review::extract
