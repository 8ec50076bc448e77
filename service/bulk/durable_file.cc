#include "service/bulk/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "service/service_error.h"

namespace filing_review::service {

namespace {

absl::Status WriteError(const std::string& path, int error) {
  return ServiceError(
      absl::StatusCode::kUnavailable, kReasonStorage,
      path + " cannot be written: " + std::strerror(error) + "; make room and start again");
}

absl::Status SyncFolderOf(const std::string& path) {
  std::string folder = std::filesystem::path(path).parent_path().string();
  if (folder.empty()) folder = ".";
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return WriteError(folder, errno);
  const int failed = fsync(fd) == 0 ? 0 : errno;
  close(fd);
  return failed == 0 ? absl::OkStatus() : WriteError(folder, failed);
}

}  // namespace

std::string TemporaryName(const std::string& path) { return path + ".part"; }

absl::StatusOr<std::string> ReadWhole(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return absl::NotFoundError(path + " is not there");
  std::string bytes;
  constexpr size_t kPiece = 1 << 16;
  struct stat info;
  if (fstat(fd, &info) == 0 && info.st_size > 0)
    bytes.reserve(static_cast<size_t>(info.st_size) + 1);
  ssize_t n = 1;
  while (n != 0) {
    const size_t have = bytes.size();
    bytes.resize(std::max(have + kPiece, bytes.capacity()));
    n = read(fd, bytes.data() + have, bytes.size() - have);
    const bool again = n < 0 && errno == EINTR;
    bytes.resize(have + static_cast<size_t>(std::max<ssize_t>(n, 0)));
    if (n < 0 && !again) break;
    if (again) n = 1;
  }
  close(fd);
  if (n < 0) return absl::UnavailableError(path + " cannot be read");
  return bytes;
}

absl::Status WriteDurably(const std::string& path, std::string_view bytes) {
  const std::string temporary = TemporaryName(path);
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return WriteError(path, errno);
  int failed = 0;
  while (failed == 0 && !bytes.empty()) {
    const ssize_t n = write(fd, bytes.data(), bytes.size());
    if (n >= 0) {
      bytes.remove_prefix(static_cast<size_t>(n));
    } else if (errno != EINTR) {
      failed = errno;
    }
  }
  close(fd);
  if (failed != 0) return WriteError(path, failed);
  return PutInPlace(path);
}

absl::Status PutInPlace(const std::string& path) {
  const std::string temporary = TemporaryName(path);
  const int fd = open(temporary.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return WriteError(path, errno);
  const int failed = fsync(fd) == 0 ? 0 : errno;
  close(fd);
  if (failed != 0) return WriteError(path, failed);
  if (rename(temporary.c_str(), path.c_str()) != 0) return WriteError(path, errno);
  return SyncFolderOf(path);
}

absl::Status RemoveDurably(const std::string& path) {
  if (unlink(path.c_str()) != 0) {
    return errno == ENOENT ? absl::OkStatus() : WriteError(path, errno);
  }
  return SyncFolderOf(path);
}

}  // namespace filing_review::service
