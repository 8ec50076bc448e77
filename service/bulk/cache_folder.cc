#include "service/bulk/cache_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <functional>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "service/bulk/durable_file.h"
#include "service/crc32c.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = "FRC1";
constexpr size_t kHeadBytes = 8;
// Files listed at once when room is wanted: a list of all may be large.
constexpr size_t kListed = 65'536;
constexpr char kTemporary[] = ".new";

int64_t NanosOf(const timespec& time) {
  return int64_t{time.tv_sec} * 1'000'000'000 + int64_t{time.tv_nsec};
}

int64_t Now() {
  timespec now;
  // The clock that the file system stamps files with.
  clock_gettime(CLOCK_REALTIME_COARSE, &now);
  return NanosOf(now);
}

std::string Checksum(const std::string& name, std::string_view bytes) {
  std::string text = name;
  text += '\0';
  const uint32_t sum = Crc32c(text + std::to_string(Crc32c(bytes)));
  std::string out;
  for (int i = 0; i < 4; ++i) out += static_cast<char>(sum >> (8 * i));
  return out;
}

}  // namespace

CacheFolder::CacheFolder(std::string dir, int64_t most_bytes)
    : dir_(std::move(dir)), most_bytes_(most_bytes), opened_nanos_(Now()) {}

absl::StatusOr<std::unique_ptr<CacheFolder>> CacheFolder::Open(const std::string& dir,
                                                               int64_t most_bytes) {
  std::error_code error;
  fs::create_directories(dir, error);
  if (error || access(dir.c_str(), W_OK) != 0) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        dir +
                            " cannot be written; give --cache a folder of your own, or "
                            "--cache-bytes=0 to go without");
  }
  std::unique_ptr<CacheFolder> cache(new CacheFolder(dir, most_bytes));
  for (fs::recursive_directory_iterator it(dir, error), end; !error && it != end;
       it.increment(error)) {
    struct stat info;
    if (stat(it->path().c_str(), &info) == 0 && S_ISREG(info.st_mode)) {
      cache->bytes_ += int64_t{info.st_size};
    }
  }
  return cache;
}

std::optional<std::string> CacheFolder::Get(const std::string& name) {
  const std::string path = dir_ + "/" + name;
  absl::StatusOr<std::string> file = ReadWhole(path);
  if (!file.ok()) return std::nullopt;
  if (file->size() < kHeadBytes || file->compare(0, kMark.size(), kMark) != 0 ||
      file->substr(kMark.size(), 4) != Checksum(name, std::string_view(*file).substr(kHeadBytes))) {
    Remove(name);
    return std::nullopt;
  }
  utimensat(AT_FDCWD, path.c_str(), nullptr, 0);
  file->erase(0, kHeadBytes);
  return *std::move(file);
}

bool CacheFolder::Put(const std::string& name, std::string_view bytes, bool precious) {
  const std::string path = dir_ + "/" + name;
  const auto size = static_cast<int64_t>(kHeadBytes + bytes.size());
  struct stat before;
  const int64_t replaced = stat(path.c_str(), &before) == 0 ? int64_t{before.st_size} : 0;
  if (!Reserve(size, precious)) {
    ++refused_;
    return false;
  }
  std::string file(kMark);
  file += Checksum(name, bytes);
  file += bytes;
  const std::string temporary =
      dir_ + "/" + std::to_string(getpid()) + "-" + std::to_string(++written_) + kTemporary;
  const int fd = open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  bool written = fd >= 0;
  for (std::string_view left = file; written && !left.empty();) {
    const ssize_t n = write(fd, left.data(), left.size());
    if (n < 0 && errno == EINTR) continue;
    written = n > 0;
    if (written) left.remove_prefix(static_cast<size_t>(n));
  }
  if (fd >= 0) close(fd);
  if (written && rename(temporary.c_str(), path.c_str()) != 0) {
    std::error_code error;
    fs::create_directories(fs::path(path).parent_path(), error);
    written = rename(temporary.c_str(), path.c_str()) == 0;
  }
  if (!written) unlink(temporary.c_str());
  bytes_ -= written ? replaced : size;
  return written;
}

void CacheFolder::Remove(const std::string& name) {
  const std::string path = dir_ + "/" + name;
  struct stat info;
  if (stat(path.c_str(), &info) == 0 && unlink(path.c_str()) == 0) bytes_ -= int64_t{info.st_size};
}

bool CacheFolder::Reserve(int64_t size, bool precious) {
  if (size > most_bytes_) return false;
  if (bytes_.fetch_add(size) + size <= most_bytes_) return true;
  const std::lock_guard<std::mutex> lock(mutex_);
  while (bytes_ > most_bytes_) {
    if (DropOne(opened_nanos_) || (precious && DropOne(INT64_MAX))) continue;
    bytes_ -= size;
    return false;
  }
  return true;
}

bool CacheFolder::DropOne(int64_t before_nanos) {
  for (;;) {
    if (oldest_.empty() || oldest_.back().used_nanos >= before_nanos) {
      if (before_nanos == opened_nanos_ && none_older_) return false;
      ListOldest(before_nanos);
      if (oldest_.empty()) {
        // What comes later is younger.
        none_older_ = none_older_ || before_nanos == opened_nanos_;
        return false;
      }
    }
    const Aged aged = std::move(oldest_.back());
    oldest_.pop_back();
    // It may have been used, or dropped, since it was listed.
    const std::string path = dir_ + "/" + aged.name;
    struct stat info;
    if (stat(path.c_str(), &info) != 0 || NanosOf(info.st_mtim) != aged.used_nanos) continue;
    if (unlink(path.c_str()) != 0) continue;
    bytes_ -= int64_t{info.st_size};
    ++dropped_;
    return true;
  }
}

void CacheFolder::ListOldest(int64_t before_nanos) {
  oldest_.clear();
  const auto younger = [](const Aged& a, const Aged& b) { return a.used_nanos < b.used_nanos; };
  std::error_code error;
  // A heap of the oldest, the youngest of them on top.
  for (fs::recursive_directory_iterator it(dir_, error), end; !error && it != end;
       it.increment(error)) {
    struct stat info;
    if (stat(it->path().c_str(), &info) != 0 || !S_ISREG(info.st_mode)) continue;
    const int64_t used = NanosOf(info.st_mtim);
    const bool full = oldest_.size() == kListed;
    if (used >= before_nanos || (full && used >= oldest_.front().used_nanos)) continue;
    if (full) {
      std::pop_heap(oldest_.begin(), oldest_.end(), younger);
      oldest_.pop_back();
    }
    oldest_.push_back({used, it->path().lexically_relative(dir_).string()});
    std::push_heap(oldest_.begin(), oldest_.end(), younger);
  }
  std::sort(oldest_.begin(), oldest_.end(),
            [](const Aged& a, const Aged& b) { return a.used_nanos > b.used_nanos; });
}

}  // namespace filing_review::service
