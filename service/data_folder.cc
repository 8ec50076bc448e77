#include "service/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/folder_blob_store.h"
#include "service/store/postgres_store.h"
#include "service/store/sqlite_store.h"

namespace filing_review::service {

namespace {

absl::Status FolderError(const std::string& dir, const std::string& what) {
  return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonStorage, dir + ": " + what);
}

// The server's name on a shared store: made at its first start, kept for ever.
absl::StatusOr<std::string> ServerId(const std::string& dir) {
  const std::string path = dir + "/server-id";
  std::string id;
  if (std::ifstream in(path); std::getline(in, id) && id.size() == 32) return id;
  id = RandomId();
  const std::string part = path + ".part";
  const int fd = open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return FolderError(dir, std::string("cannot be written: ") + strerror(errno));
  const std::string line = id + "\n";
  const bool written =
      write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(fd) == 0;
  close(fd);
  if (!written || rename(part.c_str(), path.c_str()) != 0) {
    return FolderError(dir, "its server-id cannot be written");
  }
  return id;
}

}  // namespace

absl::StatusOr<std::unique_ptr<DataFolder>> DataFolder::Open(const DataPlaces& places) {
  const std::string& dir = places.dir;
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
  absl::Status status = folder->OpenStores(places);
  if (status.ok()) status = folder->PutRight();
  if (!status.ok()) return status;
  return folder;
}

absl::Status DataFolder::OpenStores(const DataPlaces& places) {
  std::string server;
  if (places.database_url.empty()) {
    auto store = OpenSqliteStore(places.dir + "/filings.db");
    if (!store.ok()) return store.status();
    store_ = *std::move(store);
  } else {
    if (places.blob_dir.empty()) {
      return FolderError(places.dir,
                         "servers on one database share a folder of filings; give --blob-dir");
    }
    absl::StatusOr<std::string> id = ServerId(places.dir);
    if (!id.ok()) return id.status();
    server = *std::move(id);
    auto store = OpenPostgresStore(places.database_url, server);
    if (!store.ok()) return store.status();
    store_ = *std::move(store);
  }
  auto blobs = OpenFolderBlobStore(places.blob_dir.empty() ? places.dir : places.blob_dir, server);
  if (!blobs.ok()) return blobs.status();
  blobs_ = *std::move(blobs);
  return absl::OkStatus();
}

absl::Status DataFolder::PutRight() {
  if (const absl::Status status = store_->ReleaseAll(); !status.ok()) return status;
  const auto names = blobs_->HoldNames();
  if (!names.ok()) return names.status();
  const auto needed = store_->ReferencedBlobs();
  if (!needed.ok()) return needed.status();
  return blobs_->Sweep(*needed);
}

DataFolder::~DataFolder() { close(lock_); }

}  // namespace filing_review::service
