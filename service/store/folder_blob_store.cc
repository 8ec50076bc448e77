#include "service/store/folder_blob_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

constexpr size_t kReadBytes = 1 << 20;

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

// Who writes a part: the upload with the newest turn.
struct PartOwner {
  std::mutex mutex;  // held while a file is written
  int64_t turn = 0;
};

class FolderUpload : public BlobUpload {
 public:
  // `part` is null for an upload that nobody else can name.
  FolderUpload(fs::path root, fs::path file, int fd, std::shared_ptr<PartOwner> part)
      : root_(std::move(root)),
        file_(std::move(file)),
        fd_(fd),
        part_(part != nullptr ? std::move(part) : std::make_shared<PartOwner>()),
        keep_(part_->turn > 0),
        turn_(part_->turn) {}

  ~FolderUpload() override {
    close(fd_);
    if (!file_.empty() && !keep_) unlink(file_.c_str());
  }

  // Takes up what the file holds.
  absl::Status ReadBack() {
    std::vector<char> buffer(kReadBytes);
    for (;;) {
      const ssize_t n = pread(fd_, buffer.data(), buffer.size(), size_);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return DiskError("read a part", errno);
      if (n == 0) return absl::OkStatus();
      digest_.Add({buffer.data(), static_cast<size_t>(n)});
      size_ += n;
    }
  }

  absl::Status Append(std::string_view bytes) override {
    const std::lock_guard<std::mutex> lock(part_->mutex);
    if (const absl::Status status = CheckTurn(); !status.ok()) return status;
    digest_.Add(bytes);
    while (!bytes.empty()) {
      const ssize_t n = pwrite(fd_, bytes.data(), bytes.size(), size_);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return DiskError("write", errno);
      bytes.remove_prefix(static_cast<size_t>(n));
      size_ += n;
    }
    return absl::OkStatus();
  }

  absl::Status Restart() override {
    const std::lock_guard<std::mutex> lock(part_->mutex);
    if (const absl::Status status = CheckTurn(); !status.ok()) return status;
    if (ftruncate(fd_, 0) != 0) return DiskError("empty a part", errno);
    digest_ = Sha256Stream();
    size_ = 0;
    return absl::OkStatus();
  }

  int64_t size_bytes() const override { return size_; }

  absl::StatusOr<std::string> Seal() override {
    const std::lock_guard<std::mutex> lock(part_->mutex);
    if (const absl::Status status = CheckTurn(); !status.ok()) return status;
    if (fchmod(fd_, 0400) != 0 || fsync(fd_) != 0) return DiskError("sync", errno);
    sha256_ = digest_.Finish();
    return sha256_;
  }

  absl::Status Commit() override {
    const std::lock_guard<std::mutex> lock(part_->mutex);
    if (const absl::Status status = CheckTurn(); !status.ok()) return status;
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
  absl::Status CheckTurn() const {
    if (part_->turn == turn_) return absl::OkStatus();
    return ServiceError(absl::StatusCode::kAborted, kReasonUploadTakenOver,
                        "another call goes on with this upload; give each upload a request_id of "
                        "its own");
  }

  const fs::path root_;
  fs::path file_;  // empty once it has its name
  const int fd_;
  const std::shared_ptr<PartOwner> part_;
  const bool keep_;
  const int64_t turn_;
  Sha256Stream digest_;
  std::string sha256_;
  int64_t size_ = 0;
};

// Gone with its process, however that ends.
class FolderNames : public BlobNames {
 public:
  explicit FolderNames(int fd) : fd_(fd) {}
  ~FolderNames() override { close(fd_); }

 private:
  const int fd_;
};

class FolderBlobStore : public BlobStore {
 public:
  FolderBlobStore(fs::path root, fs::path incoming, fs::path parts)
      : root_(std::move(root)), incoming_(std::move(incoming)), parts_folder_(std::move(parts)) {}

  absl::StatusOr<std::unique_ptr<BlobNames>> HoldNames() override {
    const int fd = open((root_ / "names.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return DiskError("open its lock", errno);
    auto names = std::make_unique<FolderNames>(fd);
    while (flock(fd, LOCK_EX) != 0) {
      if (errno != EINTR) return DiskError("lock its names", errno);
    }
    return names;
  }

  absl::StatusOr<std::unique_ptr<BlobUpload>> Begin() override {
    std::string file = (incoming_ / "upload-XXXXXX").string();
    const int fd = mkostemp(file.data(), O_CLOEXEC);
    if (fd < 0) return DiskError("make a file", errno);
    return std::make_unique<FolderUpload>(root_, file, fd, nullptr);
  }

  absl::StatusOr<std::unique_ptr<BlobUpload>> Resume(const std::string& part) override {
    const fs::path file = parts_folder_ / part;
    const std::shared_ptr<PartOwner> owner = OwnerOf(part);
    const std::lock_guard<std::mutex> lock(owner->mutex);
    // Sealed but not committed, it may not be written; it is ours all the same.
    if (chmod(file.c_str(), 0600) != 0 && errno != ENOENT) return DiskError("open a part", errno);
    const int fd = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return DiskError("make a part", errno);
    ++owner->turn;
    auto upload = std::make_unique<FolderUpload>(root_, file, fd, owner);
    if (const absl::Status status = upload->ReadBack(); !status.ok()) return status;
    return upload;
  }

  absl::StatusOr<std::vector<BlobPart>> Parts() override {
    std::map<std::string, BlobPart> parts;
    std::error_code error;
    for (fs::directory_iterator it(parts_folder_, error), end; !error && it != end;
         it.increment(error)) {
      struct stat info;
      if (stat(it->path().c_str(), &info) != 0) continue;  // it has just become a blob
      const std::string name = it->path().filename().string();
      parts[name] = {name, info.st_size, info.st_mtime};
    }
    if (error) return DiskError("list its parts", error.value());
    std::vector<BlobPart> sorted;
    sorted.reserve(parts.size());
    for (auto& [name, part] : parts) sorted.push_back(std::move(part));
    return sorted;
  }

  absl::Status RemovePart(const std::string& part) override {
    const std::shared_ptr<PartOwner> owner = OwnerOf(part);
    const std::lock_guard<std::mutex> lock(owner->mutex);
    ++owner->turn;  // whoever writes it stops
    if (unlink((parts_folder_ / part).c_str()) != 0 && errno != ENOENT) {
      return DiskError("remove a part", errno);
    }
    return absl::OkStatus();
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
    for (fs::directory_iterator it(incoming_, error), end; !error && it != end;
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
      fs::remove_all(orphan, error);
      if (error) return DiskError("remove what was left behind", error.value());
    }
    return absl::OkStatus();
  }

 private:
  fs::path PathOf(const std::string& sha256) const {
    return root_ / "blobs" / sha256.substr(0, 2) / sha256;
  }

  // Where nobody holds it any more it is forgotten.
  std::shared_ptr<PartOwner> OwnerOf(const std::string& part) {
    const std::lock_guard<std::mutex> lock(parts_mutex_);
    for (auto it = parts_.begin(); it != parts_.end();) {
      it = it->second.expired() ? parts_.erase(it) : std::next(it);
    }
    std::shared_ptr<PartOwner> owner = parts_[part].lock();
    if (owner == nullptr) parts_[part] = owner = std::make_shared<PartOwner>();
    return owner;
  }

  const fs::path root_;
  const fs::path incoming_;
  const fs::path parts_folder_;
  std::mutex parts_mutex_;
  std::map<std::string, std::weak_ptr<PartOwner>> parts_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<BlobStore>> OpenFolderBlobStore(const std::string& dir,
                                                               const std::string& server) {
  const fs::path root(dir);
  const std::string own = server.empty() ? "" : "-" + server;
  const fs::path incoming = root / ("incoming" + own), parts = root / ("parts" + own);
  for (const fs::path& folder : {root / "blobs", incoming, parts}) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return DiskError("make " + folder.string(), error.value());
  }
  if (const absl::Status synced = SyncFolder(root); !synced.ok()) return synced;
  return std::make_unique<FolderBlobStore>(root, incoming, parts);
}

}  // namespace filing_review::service
