#include "service/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "service/service_error.h"
#include "service/store/folder_blob_store.h"
#include "service/store/sqlite_store.h"

namespace filing_review::service {

namespace {

absl::Status FolderError(const std::string& dir, const std::string& what) {
  return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonStorage, dir + ": " + what);
}

}  // namespace

absl::StatusOr<std::unique_ptr<DataFolder>> DataFolder::Open(const std::string& dir) {
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  if (error) return FolderError(dir, "cannot be made: " + error.message());
  // Filings and passwords are nobody else's business.
  chmod(dir.c_str(), 0700);
  const int lock = open((dir + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return FolderError(dir, std::string("cannot be written: ") + strerror(errno));
  std::unique_ptr<DataFolder> folder(new DataFolder(lock));
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    return FolderError(dir, "another server uses this folder; stop it or give another --data-dir");
  }
  auto store = OpenSqliteStore(dir + "/filings.db");
  if (!store.ok()) return store.status();
  folder->store_ = *std::move(store);
  auto blobs = OpenFolderBlobStore(dir);
  if (!blobs.ok()) return blobs.status();
  folder->blobs_ = *std::move(blobs);
  absl::Status status = folder->store_->ReleaseAll();
  if (!status.ok()) return status;
  const auto needed = folder->store_->ReferencedBlobs();
  if (!needed.ok()) return needed.status();
  status = folder->blobs_->Sweep(*needed);
  if (!status.ok()) return status;
  return folder;
}

DataFolder::~DataFolder() { close(lock_); }

}  // namespace filing_review::service
