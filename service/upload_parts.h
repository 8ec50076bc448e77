// Uploads that may break off and go on: which parts of the blob store belong to which caller.
//
//   UploadParts parts(blobs, limits);
//   auto blob = parts.Resume(owner, "request-1", 0, sha256);   // of the first document
//   absl::StatusOr<v1::Upload> upload = parts.Get(owner, "uploads/request-1");
//
// An upload is known by its owner and its request id; nobody else's can be named. A part that got
// nothing for ServerLimits::part_seconds is dropped. Thread-safe; calls block on the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/limits.h"
#include "service/store/blob_store.h"

namespace filing_review::service {

class UploadParts {
 public:
  // `now`: seconds since 1970 UTC; the system's clock where it is not given.
  UploadParts(BlobStore& blobs, const ServerLimits& limits, std::function<int64_t()> now = nullptr);

  // The document with this index (0: the main one) of an upload, with what came of it before.
  // `sha256`: as the upload declares it; empty where it says it in the end.
  // RESOURCE_EXHAUSTED parts_limit where the caller has left too many uploads undone.
  absl::StatusOr<std::unique_ptr<BlobUpload>> Resume(const std::string& owner,
                                                     const std::string& request_id, size_t index,
                                                     const std::string& sha256);

  // NOT_FOUND no_such_upload; INVALID_ARGUMENT bad_name.
  absl::StatusOr<v1::Upload> Get(const std::string& owner, const std::string& name);

  // The upload has ended, or its bytes are wrong.
  absl::Status Remove(const std::string& owner, const std::string& request_id);

 private:
  // Drops what is too old and returns the rest.
  absl::StatusOr<std::vector<BlobPart>> Current();

  BlobStore& blobs_;
  const ServerLimits limits_;
  const std::function<int64_t()> now_;
};

}  // namespace filing_review::service
