// Errors of the service that carry a reason code, like those of extract/read_error.h.
//
//   return ServiceError(absl::StatusCode::kInvalidArgument, kReasonDigestMismatch, "…");
//   extract::ReasonOf(status) == kReasonDigestMismatch
//
// Busy is RESOURCE_EXHAUSTED and carries a delay after which another try makes sense; a document
// that cannot be reviewed is FAILED_PRECONDITION.
#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"

namespace filing_review::service {

// What a caller sent is wrong: INVALID_ARGUMENT.
inline constexpr char kReasonBadName[] = "bad_name";
inline constexpr char kReasonBadHeader[] = "bad_header";
inline constexpr char kReasonBadPageToken[] = "bad_page_token";
inline constexpr char kReasonBadFilter[] = "bad_filter";
inline constexpr char kReasonBadOrder[] = "bad_order";
inline constexpr char kReasonBadFormat[] = "bad_format";
inline constexpr char kReasonBadDecision[] = "bad_decision";
inline constexpr char kReasonBadEvidence[] = "bad_evidence";
inline constexpr char kReasonBadStep[] = "bad_step";
inline constexpr char kReasonBadQuery[] = "bad_query";
inline constexpr char kReasonBadPage[] = "bad_page";
inline constexpr char kReasonBadLanguage[] = "bad_language";
inline constexpr char kReasonPdfMissing[] = "pdf_missing";
inline constexpr char kReasonChunkChecksum[] = "chunk_checksum";
inline constexpr char kReasonChunkOrder[] = "chunk_order";
inline constexpr char kReasonChunkSize[] = "chunk_size_limit";
inline constexpr char kReasonSizeMismatch[] = "size_mismatch";
inline constexpr char kReasonDocumentCount[] = "document_count_limit";
inline constexpr char kReasonDigestMismatch[] = "digest_mismatch";
inline constexpr char kReasonRequestIdReused[] = "request_id_reused";
// Who calls: UNAUTHENTICATED, or PERMISSION_DENIED for role_missing.
inline constexpr char kReasonNoCredentials[] = "no_credentials";
inline constexpr char kReasonUnknownCredentials[] = "unknown_credentials";
inline constexpr char kReasonRoleMissing[] = "role_missing";
// DOCX (service/export/pandoc.h): UNIMPLEMENTED, OUT_OF_RANGE, INTERNAL.
inline constexpr char kReasonPandocMissing[] = "pandoc_missing";
inline constexpr char kReasonDocxLimit[] = "docx_limit";
inline constexpr char kReasonDocxFailed[] = "docx_failed";
// How the server is set up: INVALID_ARGUMENT, FAILED_PRECONDITION.
inline constexpr char kReasonAccessList[] = "access_list";
inline constexpr char kReasonTls[] = "tls";
inline constexpr char kReasonOpenDoor[] = "open_door";
// NOT_FOUND.
inline constexpr char kReasonNoSuchFiling[] = "no_such_filing";
inline constexpr char kReasonNoSuchDocument[] = "no_such_document";
inline constexpr char kReasonNoSuchUpload[] = "no_such_upload";
// The filing is not in a state for it: FAILED_PRECONDITION.
inline constexpr char kReasonNoBriefYet[] = "no_brief_yet";
inline constexpr char kReasonNoBrief[] = "no_brief";
inline constexpr char kReasonFinal[] = "already_final";
inline constexpr char kReasonNotFinal[] = "not_final";
inline constexpr char kReasonLegalHold[] = "legal_hold";
// Of a review at the desk: FAILED_PRECONDITION; review_changed is ABORTED.
inline constexpr char kReasonReviewChanged[] = "review_changed";
inline constexpr char kReasonReviewSigned[] = "review_signed";
inline constexpr char kReasonReviewReviewed[] = "review_reviewed";
inline constexpr char kReasonNotReviewed[] = "not_reviewed";
inline constexpr char kReasonNotSigned[] = "not_signed";
inline constexpr char kReasonBriefChanged[] = "brief_changed";
inline constexpr char kReasonSamePerson[] = "same_person";
inline constexpr char kReasonUnverified[] = "unverified";
inline constexpr char kReasonNothingToUndo[] = "nothing_to_undo";
inline constexpr char kReasonUndoConflict[] = "undo_conflict";
inline constexpr char kReasonReviewLimit[] = "review_limit";
// Busy: RESOURCE_EXHAUSTED with a delay; going down: UNAVAILABLE.
inline constexpr char kReasonQueueFull[] = "queue_full";
inline constexpr char kReasonUploadsBusy[] = "uploads_busy";
inline constexpr char kReasonParts[] = "parts_limit";
inline constexpr char kReasonServerBusy[] = "server_busy";
inline constexpr char kReasonDraining[] = "draining";
// An upload that sent nothing for too long: DEADLINE_EXCEEDED.
inline constexpr char kReasonUploadIdle[] = "upload_idle_limit";
// A newer call goes on with this upload: ABORTED.
inline constexpr char kReasonUploadTakenOver[] = "upload_taken_over";
// The store: UNAVAILABLE (disk full, locked) or DATA_LOSS (bytes are not what they were).
inline constexpr char kReasonStorage[] = "storage";
inline constexpr char kReasonNewerStore[] = "newer_store";           // FAILED_PRECONDITION
inline constexpr char kReasonBadDatabaseUrl[] = "bad_database_url";  // INVALID_ARGUMENT
inline constexpr char kReasonClaimLost[] = "claim_lost";
// Of the HTTP port alone: an HTTP status (service/http/http_error.h), or a status of gRPC-Web.
inline constexpr char kReasonBadRequest[] = "bad_request";               // 400
inline constexpr char kReasonCrossSite[] = "cross_site";                 // 403
inline constexpr char kReasonNoSuchAddress[] = "no_such_address";        // 404
inline constexpr char kReasonMethodNotAllowed[] = "method_not_allowed";  // 405
inline constexpr char kReasonBodyNotTaken[] = "body_not_taken";          // 413
inline constexpr char kReasonBodySize[] = "body_size_limit";             // 413
inline constexpr char kReasonBadContentType[] = "bad_content_type";      // 415
inline constexpr char kReasonBadRange[] = "bad_range";                   // 416
inline constexpr char kReasonRangeCount[] = "range_count_limit";         // 416
inline constexpr char kReasonUnknownHost[] = "unknown_host";             // 421
inline constexpr char kReasonHeadSize[] = "head_size_limit";             // 431
inline constexpr char kReasonNoSuchMethod[] = "no_such_method";          // UNIMPLEMENTED
inline constexpr char kReasonCompressedFrame[] = "compressed_frame";     // UNIMPLEMENTED
inline constexpr char kReasonBadFrame[] = "bad_frame";                   // INVALID_ARGUMENT
inline constexpr char kReasonStreamsBusy[] = "streams_busy";             // RESOURCE_EXHAUSTED
// Of an HTTP port that does not start: INVALID_ARGUMENT, FAILED_PRECONDITION.
inline constexpr char kReasonBadHttpAddress[] = "bad_http_address";
inline constexpr char kReasonBadConsoleDir[] = "bad_console_dir";
inline constexpr char kReasonConsoleSize[] = "console_size_limit";
// Of a filing, or its recognition, in state FAILED.
inline constexpr char kReasonAttempts[] = "attempts_exhausted";
inline constexpr char kReasonReviewDeadline[] = "review_deadline";  // extract/read_error.h's
inline constexpr char kReasonPasswordForgotten[] = "password_forgotten";
inline constexpr char kReasonOcrQueueFull[] = "ocr_queue_full";
// Said by the client alone, of a call that got no answer of the server's: UNAVAILABLE.
inline constexpr char kReasonConnectionLost[] = "connection_lost";

// `message` is one sentence: what is wrong and what to do.
absl::Status ServiceError(absl::StatusCode code, const char* reason, const std::string& message);

// RESOURCE_EXHAUSTED: come back after `retry_seconds`.
absl::Status BusyError(const char* reason, const std::string& message, int retry_seconds);

// The delay of BusyError, where there is one.
std::optional<int> RetrySecondsOf(const absl::Status& status);

}  // namespace filing_review::service
