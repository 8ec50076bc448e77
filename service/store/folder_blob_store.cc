#include "service/store/folder_blob_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

absl::Status DiskError(const std::string& action, int error) {
  return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                      "the blob store cannot " + action + ": " + std::strerror(error) +
                          "; check the disk of --data-dir");
}

absl::Status SyncFolder(const fs::path& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return DiskError("open its folder", errno);
  const int failed = fsync(fd) == 0 ? 0 : errno;
  close(fd);
  return failed == 0 ? absl::OkStatus() : DiskError("sync its folder", failed);
}

class FolderUpload : public BlobUpload {
 public:
  FolderUpload(fs::path root, fs::path file, int fd)
      : root_(std::move(root)), file_(std::move(file)), fd_(fd) {}

  ~FolderUpload() override {
    close(fd_);
    if (!file_.empty()) unlink(file_.c_str());
  }

  absl::Status Append(std::string_view bytes) override {
    digest_.Add(bytes);
    size_ += static_cast<int64_t>(bytes.size());
    while (!bytes.empty()) {
      const ssize_t n = write(fd_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return DiskError("write", errno);
      bytes.remove_prefix(static_cast<size_t>(n));
    }
    return absl::OkStatus();
  }

  int64_t size_bytes() const override { return size_; }

  absl::StatusOr<std::string> Seal() override {
    if (fchmod(fd_, 0400) != 0 || fsync(fd_) != 0) return DiskError("sync", errno);
    sha256_ = digest_.Finish();
    return sha256_;
  }

  absl::Status Commit() override {
    const fs::path folder = root_ / "blobs" / sha256_.substr(0, 2);
    if (mkdir(folder.c_str(), 0700) == 0) {
      if (const absl::Status synced = SyncFolder(folder.parent_path()); !synced.ok()) return synced;
    } else if (errno != EEXIST) {
      return DiskError("make a folder", errno);
    }
    if (rename(file_.c_str(), (folder / sha256_).c_str()) != 0) return DiskError("rename", errno);
    file_.clear();
    return SyncFolder(folder);
  }

 private:
  const fs::path root_;
  fs::path file_;  // empty once it has its name
  const int fd_;
  Sha256Stream digest_;
  std::string sha256_;
  int64_t size_ = 0;
};

class FolderBlobStore : public BlobStore {
 public:
  explicit FolderBlobStore(fs::path root) : root_(std::move(root)) {}

  absl::StatusOr<std::unique_ptr<BlobUpload>> Begin() override {
    std::string file = (root_ / "incoming" / "upload-XXXXXX").string();
    const int fd = mkostemp(file.data(), O_CLOEXEC);
    if (fd < 0) return DiskError("make a file", errno);
    return std::make_unique<FolderUpload>(root_, file, fd);
  }

  absl::StatusOr<int> Open(const std::string& sha256) override {
    const int fd = open(PathOf(sha256).c_str(), O_RDONLY | O_CLOEXEC);
    if (fd >= 0) return fd;
    if (errno == ENOENT) {
      return ServiceError(absl::StatusCode::kNotFound, kReasonStorage,
                          "the bytes " + sha256 + " are not in the blob store");
    }
    return DiskError("open a blob", errno);
  }

  absl::Status Remove(const std::string& sha256) override {
    if (unlink(PathOf(sha256).c_str()) != 0 && errno != ENOENT) {
      return DiskError("remove a blob", errno);
    }
    return absl::OkStatus();
  }

  absl::Status Sweep(const std::set<std::string>& keep) override {
    std::vector<fs::path> orphans;
    std::error_code error;
    for (fs::directory_iterator it(root_ / "incoming", error), end; !error && it != end;
         it.increment(error)) {
      orphans.push_back(it->path());
    }
    if (error) return DiskError("list its uploads", error.value());
    for (fs::recursive_directory_iterator it(root_ / "blobs", error), end; !error && it != end;
         it.increment(error)) {
      const std::string name = it->path().filename().string();
      if (IsSha256(name) && keep.count(name) == 0) orphans.push_back(it->path());
    }
    if (error) return DiskError("list its blobs", error.value());
    for (const fs::path& orphan : orphans) {
      if (unlink(orphan.c_str()) != 0) return DiskError("remove what was left behind", errno);
    }
    return absl::OkStatus();
  }

 private:
  fs::path PathOf(const std::string& sha256) const {
    return root_ / "blobs" / sha256.substr(0, 2) / sha256;
  }

  const fs::path root_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<BlobStore>> OpenFolderBlobStore(const std::string& dir) {
  const fs::path root(dir);
  for (const char* folder : {"blobs", "incoming"}) {
    std::error_code error;
    fs::create_directories(root / folder, error);
    if (error) return DiskError("make " + (root / folder).string(), error.value());
  }
  if (const absl::Status synced = SyncFolder(root); !synced.ok()) return synced;
  return std::make_unique<FolderBlobStore>(root);
}

}  // namespace filing_review::service
