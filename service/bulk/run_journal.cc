#include "service/bulk/run_journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/escaping.h"
#include "service/crc32c.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

using bulk::v1::JournalEntry;

constexpr size_t kHeadBytes = 8;
// A brief is far smaller; a length beyond this is a torn head.
constexpr uint32_t kMostEntryBytes = uint32_t{1} << 30;

absl::Status JournalError(const std::string& path, const std::string& action, int error) {
  return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                      path + " cannot be " + action + ": " + std::strerror(error) +
                          "; check the disk and start again");
}

void PutNumber(uint32_t number, char* out) {
  for (int i = 0; i < 4; ++i) out[i] = static_cast<char>(number >> (8 * i));
}

uint32_t GetNumber(const char* in) {
  uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number |= uint32_t{static_cast<unsigned char>(in[i])} << (8 * i);
  return number;
}

// As many bytes as there are, up to `size`; -1 on an error.
ssize_t ReadAt(int fd, char* out, size_t size, int64_t offset) {
  size_t got = 0;
  while (got < size) {
    const ssize_t n = pread(fd, out + got, size - got, offset + static_cast<int64_t>(got));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    if (n == 0) break;
    got += static_cast<size_t>(n);
  }
  return static_cast<ssize_t>(got);
}

}  // namespace

absl::StatusOr<std::unique_ptr<RunJournal>> RunJournal::Open(const std::string& path) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return JournalError(path, "opened", errno);
  std::unique_ptr<RunJournal> journal(new RunJournal(fd, path));
  if (const absl::Status loaded = journal->Load(); !loaded.ok()) return loaded;
  return journal;
}

RunJournal::~RunJournal() { close(fd_); }

absl::Status RunJournal::Load() {
  struct stat info;
  if (fstat(fd_, &info) != 0) return JournalError(path_, "read", errno);
  std::array<char, kHeadBytes> head;
  std::string body;
  JournalEntry entry;
  for (;;) {
    const ssize_t n = ReadAt(fd_, head.data(), head.size(), end_);
    if (n < 0) return JournalError(path_, "read", errno);
    const uint32_t size = GetNumber(head.data());
    if (n < static_cast<ssize_t>(kHeadBytes) || size > kMostEntryBytes ||
        end_ + static_cast<int64_t>(kHeadBytes + size) > info.st_size) {
      break;
    }
    body.resize(size);
    if (ReadAt(fd_, body.data(), size, end_ + static_cast<int64_t>(kHeadBytes)) < 0) {
      return JournalError(path_, "read", errno);
    }
    if (Crc32c(body) != GetNumber(head.data() + 4) || !entry.ParseFromString(body)) break;
    Take(entry, end_ + static_cast<int64_t>(kHeadBytes), size);
    end_ += static_cast<int64_t>(kHeadBytes + size);
  }
  // What follows was cut short.
  if (end_ < info.st_size && ftruncate(fd_, end_) != 0) return JournalError(path_, "cut", errno);
  return absl::OkStatus();
}

void RunJournal::Take(const JournalEntry& entry, int64_t offset, uint32_t size) {
  switch (entry.entry_case()) {
    case JournalEntry::kReview:
      reviews_[entry.review().key()] = {entry.review().state(), entry.review().outcome_digest(),
                                        offset, size, entry.review().reason()};
      break;
    case JournalEntry::kFile:
      files_[entry.file().path()] = {{entry.file().size_bytes(), entry.file().change_nanos()},
                                     absl::HexStringToBytes(entry.file().sha256())};
      break;
    case JournalEntry::kPart:
      parts_[entry.part().number()] = entry.part();
      break;
    default:
      break;  // of a later version
  }
}

absl::Status RunJournal::Append(const JournalEntry& entry) {
  std::string frame(kHeadBytes, '\0');
  entry.AppendToString(&frame);
  const std::string_view body = std::string_view(frame).substr(kHeadBytes);
  const auto size = static_cast<uint32_t>(body.size());
  const uint32_t checksum = Crc32c(body);
  PutNumber(size, frame.data());
  PutNumber(checksum, frame.data() + 4);
  const std::lock_guard<std::mutex> lock(mutex_);
  for (size_t done = 0; done < frame.size();) {
    const ssize_t n =
        pwrite(fd_, frame.data() + done, frame.size() - done, end_ + static_cast<int64_t>(done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return JournalError(path_, "written", errno);
    done += static_cast<size_t>(n);
  }
  Take(entry, end_ + static_cast<int64_t>(kHeadBytes), size);
  end_ += static_cast<int64_t>(frame.size());
  return absl::OkStatus();
}

std::optional<KnownReview> RunJournal::Find(const std::string& key) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = reviews_.find(key);
  if (found == reviews_.end()) return std::nullopt;
  return found->second;
}

absl::StatusOr<bulk::v1::Review> RunJournal::Read(const KnownReview& known) const {
  std::string body(known.size, '\0');
  const ssize_t n = ReadAt(fd_, body.data(), body.size(), known.offset);
  JournalEntry entry;
  if (n != static_cast<ssize_t>(body.size()) || !entry.ParseFromString(body) ||
      !entry.has_review()) {
    return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                        path_ + " does not hold what was written to it; remove it and start again");
  }
  return std::move(*entry.mutable_review());
}

absl::Status RunJournal::Keep(const bulk::v1::Review& review) {
  JournalEntry entry;
  *entry.mutable_review() = review;
  return Append(entry);
}

std::string RunJournal::DigestOf(const std::string& path, const FileStamp& stamp) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(path);
  if (found == files_.end() || found->second.first.size_bytes != stamp.size_bytes ||
      found->second.first.change_nanos != stamp.change_nanos) {
    return "";
  }
  return absl::BytesToHexString(found->second.second);
}

absl::Status RunJournal::KeepDigest(const std::string& path, const FileStamp& stamp,
                                    const std::string& sha256) {
  JournalEntry entry;
  bulk::v1::FileDigest& file = *entry.mutable_file();
  file.set_path(path);
  file.set_size_bytes(stamp.size_bytes);
  file.set_change_nanos(stamp.change_nanos);
  file.set_sha256(sha256);
  return Append(entry);
}

std::optional<bulk::v1::WrittenPart> RunJournal::Part(int32_t number) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = parts_.find(number);
  if (found == parts_.end()) return std::nullopt;
  return found->second;
}

absl::Status RunJournal::KeepPart(const bulk::v1::WrittenPart& part) {
  JournalEntry entry;
  *entry.mutable_part() = part;
  return Append(entry);
}

absl::Status RunJournal::Sync() {
  return fdatasync(fd_) == 0 ? absl::OkStatus() : JournalError(path_, "synced", errno);
}

}  // namespace filing_review::service
