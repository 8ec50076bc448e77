// The bytes of filings, kept under their SHA-256.
//
//   auto upload = blobs.Begin();
//   (*upload)->Append(chunk);
//   absl::StatusOr<std::string> sha256 = (*upload)->Seal();
//   absl::Status status = (*upload)->Commit();   // durable from here on
//   absl::StatusOr<int> fd = blobs.Open(sha256);
//
// The store is thread-safe; an upload is used by one thread at a time. Calls may block on the disk.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace filing_review::service {

// An upload that is dropped before Commit leaves nothing behind.
class BlobUpload {
 public:
  virtual ~BlobUpload() = default;
  virtual absl::Status Append(std::string_view bytes) = 0;
  virtual int64_t size_bytes() const = 0;
  // Digest of what was appended and the bytes on disk, not yet under their name. REQUIRES: once,
  // after the last Append.
  virtual absl::StatusOr<std::string> Seal() = 0;
  // Puts sealed bytes under their name; the same bytes may be there already. REQUIRES: Seal.
  virtual absl::Status Commit() = 0;
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  virtual absl::StatusOr<std::unique_ptr<BlobUpload>> Begin() = 0;
  // A descriptor for reading; the caller closes it. NOT_FOUND.
  virtual absl::StatusOr<int> Open(const std::string& sha256) = 0;
  // OK where it is not there.
  virtual absl::Status Remove(const std::string& sha256) = 0;
  // Removes what a crash left behind: unfinished uploads and blobs not in `keep`. For the start.
  virtual absl::Status Sweep(const std::set<std::string>& keep) = 0;
};

}  // namespace filing_review::service
