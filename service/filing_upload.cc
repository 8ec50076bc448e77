#include "service/filing_upload.h"

#include <utility>

#include "service/crc32c.h"
#include "service/event_log.h"
#include "service/filing_desk.h"
#include "service/filing_name.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

absl::Status Invalid(const char* reason, const std::string& message) {
  return ServiceError(absl::StatusCode::kInvalidArgument, reason, message);
}

}  // namespace

FilingUpload::FilingUpload(FilingDesk& desk, NewFiling filing, std::string password,
                           DigestTime digest)
    : desk_(desk),
      filing_(std::move(filing)),
      validate_only_(filing_.header.validate_only()),
      digest_time_(digest),
      password_(std::move(password)) {
  filing_.header.clear_validate_only();
}

FilingUpload::~FilingUpload() {
  Wipe(password_);
  desk_.EndUpload(filing_.owner);
}

absl::Status FilingUpload::Open(int64_t size_bytes, const std::string& sha256) {
  absl::StatusOr<std::unique_ptr<BlobUpload>> blob =
      resumable() ? desk_.parts_.Resume(filing_.owner, filing_.header.request_id(),
                                        filing_.documents.size(),
                                        digest_time_ == DigestTime::kLast ? "" : sha256)
                  : desk_.folder_->blobs().Begin();
  if (!blob.ok()) return blob.status();
  blob_ = *std::move(blob);
  size_bytes_ = size_bytes;
  sha256_ = sha256;
  got_bytes_ = false;
  return absl::OkStatus();
}

absl::Status FilingUpload::SayDigest(std::string sha256) {
  if (const absl::Status status = CheckDigest(sha256); !status.ok()) return status;
  filing_.header.set_sha256(sha256);
  sha256_ = std::move(sha256);
  return absl::OkStatus();
}

absl::Status FilingUpload::Append(const v1::FilingChunk& chunk) {
  const auto size = static_cast<int64_t>(chunk.data().size());
  if (size == 0 || size > desk_.limits_.chunk_bytes) {
    return Invalid(kReasonChunkSize, "a chunk holds 1 to " +
                                         std::to_string(desk_.limits_.chunk_bytes) +
                                         " bytes, not " + std::to_string(size));
  }
  if (chunk.has_crc32c() && chunk.crc32c() != Crc32c(chunk.data())) {
    return Invalid(kReasonChunkChecksum, "the bytes of the chunk at " +
                                             std::to_string(chunk.offset_bytes()) +
                                             " do not have its crc32c; send it again");
  }
  if (chunk.offset_bytes() == 0 && !got_bytes_ && blob_->size_bytes() > 0) {
    if (const absl::Status status = blob_->Restart(); !status.ok()) return status;
  }
  if (chunk.offset_bytes() != blob_->size_bytes()) {
    return Invalid(kReasonChunkOrder, "the next chunk begins at byte " +
                                          std::to_string(blob_->size_bytes()) + ", not at " +
                                          std::to_string(chunk.offset_bytes()));
  }
  if (chunk.offset_bytes() + size > size_bytes_) {
    return Invalid(kReasonSizeMismatch,
                   "more bytes than size_bytes says (" + std::to_string(size_bytes_) + ")");
  }
  got_bytes_ = any_bytes_ = true;
  return blob_->Append(chunk.data());
}

absl::Status FilingUpload::BeginDocument(v1::SubmittedDocument document) {
  if (const absl::Status status = Seal(); !status.ok()) return status;
  // The main one counts too.
  const size_t count = filing_.documents.size() + 2;
  if (count > static_cast<size_t>(desk_.limits_.documents)) {
    return Invalid(kReasonDocumentCount, "a filing has at most " +
                                             std::to_string(desk_.limits_.documents) +
                                             " documents; submit the others as another filing");
  }
  bytes_before_ += size_bytes_;
  const absl::Status status = CheckDocument(desk_.limits_, bytes_before_, document);
  if (!status.ok()) return status;
  filing_.documents.push_back(std::move(document));
  return Open(filing_.documents.back().size_bytes(), filing_.documents.back().sha256());
}

absl::Status FilingUpload::Seal() {
  if (validate_only_ && !any_bytes_) return absl::OkStatus();
  if (blob_->size_bytes() != size_bytes_) {
    return Invalid(kReasonSizeMismatch, "the upload ended after " +
                                            std::to_string(blob_->size_bytes()) + " of " +
                                            std::to_string(size_bytes_) + " bytes; send " +
                                            (resumable() ? "the rest" : "it again"));
  }
  const absl::StatusOr<std::string> sha256 = blob_->Seal();
  if (!sha256.ok()) return sha256.status();
  if (*sha256 != sha256_) {
    if (resumable()) {
      // No byte of it is worth going on with.
      blob_.reset();
      const absl::Status removed = desk_.parts_.Remove(filing_.owner, filing_.header.request_id());
      if (!removed.ok()) LogEvent("a wrong upload stays: " + std::string(removed.message()));
    }
    return Invalid(kReasonDigestMismatch, "the bytes have SHA-256 " + *sha256 +
                                              ", the header says " + sha256_ + "; send it again");
  }
  sealed_.push_back(std::move(blob_));
  return absl::OkStatus();
}

absl::StatusOr<v1::Filing> FilingUpload::Finish() {
  if (const absl::Status status = Seal(); !status.ok()) return status;
  if (validate_only_) return desk_.Validated(filing_);
  return desk_.Enter(filing_, password_, sealed_);
}

}  // namespace filing_review::service
