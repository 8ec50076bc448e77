// One upload of a filing, from its header to a durable filing.
//
//   auto upload = desk.BeginUpload(owner, header);
//   (*upload)->Append(chunk) …
//   (*upload)->BeginDocument(document); (*upload)->Append(chunk) …
//   absl::StatusOr<v1::Filing> filing = (*upload)->Finish();   // durable from here on
//
// With a request id in the header, an upload that is dropped before Finish leaves what came so far
// (service/upload_parts.h); without one it leaves nothing. Used by one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/filing_name.h"
#include "service/store/blob_store.h"
#include "service/store/filing_store.h"

namespace filing_review::service {

class FilingDesk;

class FilingUpload {
 public:
  ~FilingUpload();

  // A chunk at offset 0 begins a document anew. INVALID_ARGUMENT chunk_order, chunk_size_limit,
  // chunk_checksum, size_mismatch; ABORTED upload_taken_over.
  absl::Status Append(const v1::FilingChunk& chunk);
  // Bytes of the document that are there: where the next chunk begins.
  int64_t size_bytes() const { return blob_->size_bytes(); }
  // Says the digest of the main document, of an upload whose digest comes last. INVALID_ARGUMENT
  // bad_header. REQUIRES: before Finish.
  absl::Status SayDigest(std::string sha256);
  // Ends the document before it. INVALID_ARGUMENT bad_header, document_count_limit, size_mismatch,
  // digest_mismatch; OUT_OF_RANGE file_size_limit; RESOURCE_EXHAUSTED parts_limit.
  absl::Status BeginDocument(v1::SubmittedDocument document);
  // INVALID_ARGUMENT size_mismatch, digest_mismatch, request_id_reused; RESOURCE_EXHAUSTED
  // queue_full; UNAVAILABLE storage; ABORTED upload_taken_over. REQUIRES: once.
  absl::StatusOr<v1::Filing> Finish();

 private:
  friend class FilingDesk;
  FilingUpload(FilingDesk& desk, NewFiling filing, std::string password, DigestTime digest);
  // Takes up, or begins, the document that is to be sent.
  absl::Status Open(int64_t size_bytes, const std::string& sha256);
  // Ends the document that is being sent.
  absl::Status Seal();
  bool resumable() const { return !validate_only_ && !filing_.header.request_id().empty(); }

  FilingDesk& desk_;
  NewFiling filing_;
  const bool validate_only_;
  const DigestTime digest_time_;
  std::string password_;                             // apart from the filing: stores do not see it
  std::unique_ptr<BlobUpload> blob_;                 // of the document that is being sent
  bool got_bytes_ = false;                           // of it, in this call
  bool any_bytes_ = false;                           // of any document, in this call
  int64_t size_bytes_ = 0;                           // of it
  std::string sha256_;                               // of it
  int64_t bytes_before_ = 0;                         // of the documents before it
  std::vector<std::unique_ptr<BlobUpload>> sealed_;  // documents before it
};

}  // namespace filing_review::service
