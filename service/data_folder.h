// The folder that a server keeps everything in:
//   lock         held by the server that uses the folder
//   filings.db   filings, jobs, briefs (SQLite)
//   blobs/, incoming/   the filings' bytes (service/store/folder_blob_store.h)
//
// With a database, which servers share, filings stand there and bytes in the shared folder; the
// server's own folder holds the lock and `server-id`, its name among the servers.
#pragma once

#include <memory>
#include <string>

#include "service/store/blob_store.h"
#include "service/store/filing_store.h"

namespace filing_review::service {

struct DataPlaces {
  std::string dir;
  std::string database_url;  // postgresql://…; empty: filings.db in the folder
  std::string blob_dir;      // empty: the folder itself
};

class DataFolder {
 public:
  // Makes the folder where it is missing, locks it, and puts right what a crash left: this server's
  // claims are void, its unfinished uploads and unused blobs are removed. FAILED_PRECONDITION where
  // another server holds it, or a database is given without a shared folder.
  static absl::StatusOr<std::unique_ptr<DataFolder>> Open(const DataPlaces& places);
  ~DataFolder();

  ReviewStore& store() { return *store_; }
  BlobStore& blobs() { return *blobs_; }

 private:
  explicit DataFolder(int lock) : lock_(lock) {}
  absl::Status OpenStores(const DataPlaces& places);
  absl::Status PutRight();
  const int lock_;
  std::unique_ptr<ReviewStore> store_;
  std::unique_ptr<BlobStore> blobs_;
};

}  // namespace filing_review::service
