// The folder that a server keeps everything in:
//   lock         held by the server that uses the folder
//   filings.db   filings, jobs, briefs (SQLite)
//   blobs/, incoming/   the filings' bytes (service/store/folder_blob_store.h)
#pragma once

#include <memory>
#include <string>

#include "service/store/blob_store.h"
#include "service/store/filing_store.h"

namespace filing_review::service {

class DataFolder {
 public:
  // Makes the folder where it is missing, locks it, and puts right what a crash left: claims are
  // void, unfinished uploads and unused blobs are removed. FAILED_PRECONDITION where another
  // server holds it.
  static absl::StatusOr<std::unique_ptr<DataFolder>> Open(const std::string& dir);
  ~DataFolder();

  ReviewStore& store() { return *store_; }
  BlobStore& blobs() { return *blobs_; }

 private:
  explicit DataFolder(int lock) : lock_(lock) {}
  const int lock_;
  std::unique_ptr<ReviewStore> store_;
  std::unique_ptr<BlobStore> blobs_;
};

}  // namespace filing_review::service
