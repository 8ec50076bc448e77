// The bytes of filings, kept under their SHA-256.
//
//   auto upload = blobs.Begin();
//   (*upload)->Append(chunk);
//   absl::StatusOr<std::string> sha256 = (*upload)->Seal();
//   absl::Status status = (*upload)->Commit();   // durable from here on
//   absl::StatusOr<int> fd = blobs.Open(sha256);
//
// A part is an upload that may break off and go on: Resume(name) in place of Begin().
//
// The store is thread-safe; an upload is used by one thread at a time. Calls may block on the disk.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace filing_review::service {

// An upload that is dropped before Commit leaves nothing behind; a part leaves what came so far.
class BlobUpload {
 public:
  virtual ~BlobUpload() = default;
  // ABORTED upload_taken_over: another call resumed the part.
  virtual absl::Status Append(std::string_view bytes) = 0;
  // Forgets what came so far.
  virtual absl::Status Restart() = 0;
  virtual int64_t size_bytes() const = 0;
  // Digest of what was appended and the bytes on disk, not yet under their name. REQUIRES: once,
  // after the last Append.
  virtual absl::StatusOr<std::string> Seal() = 0;
  // Puts sealed bytes under their name; the same bytes may be there already. REQUIRES: Seal.
  virtual absl::Status Commit() = 0;
};

// What a broken upload left.
struct BlobPart {
  std::string name;
  int64_t size_bytes = 0;
  int64_t changed_seconds = 0;  // since 1970 UTC
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  virtual absl::StatusOr<std::unique_ptr<BlobUpload>> Begin() = 0;
  // Goes on with the part of this name, or begins it. Takes it over from an upload that holds it.
  // REQUIRES: a name of letters, digits, dots and dashes.
  virtual absl::StatusOr<std::unique_ptr<BlobUpload>> Resume(const std::string& part) = 0;
  // All parts, by name.
  virtual absl::StatusOr<std::vector<BlobPart>> Parts() = 0;
  // OK where it is not there.
  virtual absl::Status RemovePart(const std::string& part) = 0;
  // A descriptor for reading; the caller closes it. NOT_FOUND.
  virtual absl::StatusOr<int> Open(const std::string& sha256) = 0;
  // OK where it is not there.
  virtual absl::Status Remove(const std::string& sha256) = 0;
  // Removes what a crash left behind: unfinished uploads and blobs not in `keep`. For the start.
  virtual absl::Status Sweep(const std::set<std::string>& keep) = 0;
};

}  // namespace filing_review::service
