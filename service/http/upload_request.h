// What the address of an upload says:
//
//   PUT /v1/uploads/{request_id}?offset=0&size=1234567&name=prospectus.pdf&venue=HK&…
//
// `offset`, `size`: of the body in the document, and of the document, bytes. `sha256`: of the whole
// document; with its last bytes at the latest, so that a browser reads a file once. `name`, `venue`
// (US, HK, CN_MAINLAND, OTHER), `filing_date` (YYYY-MM-DD), `ocr` (off, auto, force): as in
// SubmitFilingHeader, the same with each piece.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/http/http_message.h"

namespace filing_review::service {

struct UploadRequest {
  v1::SubmitFilingHeader header;  // without its digest
  int64_t offset_bytes = 0;
  std::string sha256;  // empty: not said yet
};

// The {request_id} of the path; empty where the path is no upload's.
std::string UploadIdOf(const HttpRequest& request);

// INVALID_ARGUMENT bad_header: a name that is not known or missing, a value that is not one.
absl::StatusOr<UploadRequest> ReadUploadRequest(const HttpRequest& request);

}  // namespace filing_review::service
