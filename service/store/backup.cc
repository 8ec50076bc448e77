#include "service/store/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

#include "service/service_error.h"
#include "service/store/folder_blob_store.h"
#include "service/store/sqlite_store.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

absl::Status Failed(const std::string& what, const std::string& why) {
  return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                      "the back-up cannot " + what + ": " + why);
}

absl::Status Sync(const fs::path& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = fd >= 0 && fsync(fd) == 0;
  const int error = errno;
  if (fd >= 0) close(fd);
  return synced ? absl::OkStatus() : Failed("sync " + path.string(), std::strerror(error));
}

absl::StatusOr<std::set<std::string>> BlobsOf(SqliteDatabase& database) {
  std::set<std::string> blobs;
  Statement row = database.Prepare("SELECT sha256 FROM filings UNION SELECT sha256 FROM documents");
  while (row.Step()) blobs.insert(row.Text(0));
  if (!row.status().ok()) return row.status();
  return blobs;
}

// Links of the blobs as they are now, so that a deletion meanwhile does not take them away.
class Snapshot {
 public:
  explicit Snapshot(const fs::path& dir) : dir_(dir), folder_(dir / "incoming/backup") {}
  ~Snapshot() {
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  absl::StatusOr<std::set<std::string>> Take(const fs::path& database_copy);
  absl::Status CopyTo(const std::set<std::string>& blobs, const fs::path& to) const;

 private:
  const fs::path dir_;
  const fs::path folder_;
};

absl::StatusOr<std::set<std::string>> Snapshot::Take(const fs::path& database_copy) {
  const auto store = OpenFolderBlobStore(dir_.string());
  if (!store.ok()) return store.status();
  const auto names = (*store)->HoldNames();
  if (!names.ok()) return names.status();
  auto database = SqliteDatabase::Open((dir_ / "filings.db").string(), SystemMicros, BootMicros);
  if (!database.ok()) return database.status();
  absl::Status status = (*database)->CopyTo(database_copy.string());
  if (!status.ok()) return status;
  absl::StatusOr<std::set<std::string>> blobs = BlobsOf(**database);
  std::error_code error;
  fs::create_directories(folder_, error);
  if (!blobs.ok()) return blobs;
  for (const std::string& sha256 : *blobs) {
    if (!error)
      fs::create_hard_link(dir_ / "blobs" / sha256.substr(0, 2) / sha256, folder_ / sha256, error);
  }
  if (error) return Failed("link the filings", error.message());
  return blobs;
}

absl::Status Snapshot::CopyTo(const std::set<std::string>& blobs, const fs::path& to) const {
  for (const std::string& sha256 : blobs) {
    const fs::path file = to / sha256.substr(0, 2) / sha256;
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (!error) fs::copy_file(folder_ / sha256, file, error);
    if (error) return Failed("copy " + sha256, error.message());
    absl::Status status = Sync(file);
    if (status.ok()) status = Sync(file.parent_path());
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status BackUp(const std::string& dir, const std::string& to) {
  if (!fs::exists(fs::path(dir) / "filings.db")) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonStorage,
                        dir + " has no filings.db; give the server's --data-dir");
  }
  std::error_code error;
  fs::create_directories(fs::path(to).parent_path(), error);
  if (fs::exists(to) || !fs::create_directory(to, error)) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonStorage,
                        to + " cannot be made, or is there already; give a new folder");
  }
  fs::permissions(to, fs::perms::owner_all, error);
  const fs::path part = fs::path(to) / "filings.db.part";
  Snapshot snapshot{fs::path(dir)};
  const absl::StatusOr<std::set<std::string>> blobs = snapshot.Take(part);
  if (!blobs.ok()) return blobs.status();
  absl::Status status = snapshot.CopyTo(*blobs, fs::path(to) / "blobs");
  if (status.ok()) status = Sync(part);
  if (!status.ok()) return status;
  fs::rename(part, fs::path(to) / "filings.db", error);
  if (error) return Failed("name its database", error.message());
  return Sync(to);
}

}  // namespace filing_review::service
