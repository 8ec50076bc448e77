#include "service/bulk/run_journal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/escaping.h"
#include "service/bulk/journal_file.h"
#include "service/crc32c.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

using bulk::v1::JournalEntry;

absl::StatusOr<std::unique_ptr<RunJournal>> RunJournal::Open(const std::string& path,
                                                             const std::string& run,
                                                             int64_t spare_bytes) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return JournalError(path, "opened", errno);
  std::unique_ptr<RunJournal> journal(new RunJournal(fd, path, run, spare_bytes));
  // Of a rewriting that was killed.
  if (spare_bytes < kOnlyRead) unlink(NewJournalName(path).c_str());
  absl::Status status = journal->Load();
  const int64_t counts = journal->end_ - journal->replaced_bytes_;
  if (status.ok() && journal->replaced_bytes_ > counts + spare_bytes) {
    status = journal->Rewrite(true);
  }
  if (!status.ok()) return status;
  return journal;
}

RunJournal::~RunJournal() { close(fd_); }

absl::Status RunJournal::Load() {
  struct stat info;
  if (fstat(fd_, &info) != 0) return JournalError(path_, "read", errno);
  std::string buffer;  // of the file from `at`
  int64_t at = 0;
  const auto have = [&](size_t size) {
    const auto from = static_cast<size_t>(end_ - at);
    if (buffer.size() - from >= size) return true;
    buffer.erase(0, from);
    at = end_;
    const size_t kept = buffer.size();
    buffer.resize(std::max(size, kPieceBytes));
    const ssize_t n =
        ReadAt(fd_, buffer.data() + kept, buffer.size() - kept, at + static_cast<int64_t>(kept));
    buffer.resize(kept + static_cast<size_t>(std::max<ssize_t>(n, 0)));
    return n >= 0;
  };
  JournalEntry entry;
  for (;;) {
    if (!have(kHeadBytes)) return JournalError(path_, "read", errno);
    const char* head = buffer.data() + (end_ - at);
    if (buffer.size() - static_cast<size_t>(end_ - at) < kHeadBytes) break;
    const uint32_t size = GetNumber(head), checksum = GetNumber(head + 4);
    if (size > kMostEntryBytes || end_ + static_cast<int64_t>(kHeadBytes + size) > info.st_size) {
      break;
    }
    if (!have(kHeadBytes + size)) return JournalError(path_, "read", errno);
    const std::string_view body =
        std::string_view(buffer).substr(static_cast<size_t>(end_ - at) + kHeadBytes, size);
    if (body.size() < size || Crc32c(body) != checksum ||
        !entry.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
      break;
    }
    Take(entry, {end_ + static_cast<int64_t>(kHeadBytes), size});
    end_ += static_cast<int64_t>(kHeadBytes + size);
  }
  // What follows was cut short.
  if (end_ < info.st_size && ftruncate(fd_, end_) != 0) return JournalError(path_, "cut", errno);
  return absl::OkStatus();
}

uint16_t RunJournal::NumberOf(const std::string& reason) {
  const auto place = std::find(reasons_.begin(), reasons_.end(), reason);
  if (place != reasons_.end()) return static_cast<uint16_t>(place - reasons_.begin());
  // Reasons are codes of the engine, a few dozen.
  if (reasons_.size() > UINT16_MAX) return 0;
  reasons_.push_back(reason);
  return static_cast<uint16_t>(reasons_.size() - 1);
}

Digest RunJournal::PathKey(const std::string& path) {
  return Digest(absl::HexStringToBytes(Sha256Of(path)));
}

void RunJournal::Take(const JournalEntry& entry, const Place& place) {
  // Of what stands in `to` now, if anything does.
  const auto replace = [&](Place& to) {
    if (to.offset > 0) replaced_bytes_ += FrameBytes(to.size);
    to = place;
  };
  switch (entry.entry_case()) {
    case JournalEntry::kReview: {
      const bulk::v1::Review& review = entry.review();
      StoredReview& stored = reviews_[Digest(review.key())];
      if (stored.place.offset > 0 && !stored.of_this_run) {
        others_bytes_ -= FrameBytes(stored.place.size);
      }
      replace(stored.place);
      stored.of_this_run = review.run() == run_;
      if (!stored.of_this_run) others_bytes_ += FrameBytes(place.size);
      stored.state = static_cast<uint8_t>(review.state());
      stored.outcome = Digest(review.outcome_digest());
      stored.reason = NumberOf(review.reason());
      break;
    }
    case JournalEntry::kFile: {
      StoredFile& stored = files_[PathKey(entry.file().path())];
      replace(stored.place);
      stored.stamp = {entry.file().size_bytes(), entry.file().change_nanos()};
      stored.sha256 = Digest(absl::HexStringToBytes(entry.file().sha256()));
      break;
    }
    case JournalEntry::kPart: {
      StoredPart& stored = parts_[entry.part().number()];
      replace(stored.place);
      stored.part = entry.part();
      break;
    }
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
  if (!WriteAt(fd_, frame, end_)) return JournalError(path_, "written", errno);
  Take(entry, {end_ + static_cast<int64_t>(kHeadBytes), size});
  end_ += static_cast<int64_t>(frame.size());
  return absl::OkStatus();
}

std::optional<KnownReview> RunJournal::Find(const std::string& key) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = reviews_.find(Digest(key));
  if (found == reviews_.end()) return std::nullopt;
  const StoredReview& stored = found->second;
  return KnownReview{static_cast<bulk::v1::ReviewState>(stored.state), stored.outcome.str(),
                     stored.place.offset, stored.place.size, reasons_[stored.reason]};
}

absl::StatusOr<bulk::v1::Review> RunJournal::Read(const KnownReview& known) const {
  std::string body(known.size, '\0');
  const ssize_t n = ReadAt(fd_, body.data(), body.size(), known.offset);
  std::array<char, kHeadBytes> head{};
  ReadAt(fd_, head.data(), head.size(), known.offset - static_cast<int64_t>(kHeadBytes));
  JournalEntry entry;
  if (n != static_cast<ssize_t>(body.size()) || Crc32c(body) != GetNumber(head.data() + 4) ||
      !entry.ParseFromString(body) || !entry.has_review()) {
    return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                        path_ + " does not hold what was written to it; remove it and start again");
  }
  return std::move(*entry.mutable_review());
}

absl::Status RunJournal::Keep(const bulk::v1::Review& review) {
  JournalEntry entry;
  *entry.mutable_review() = review;
  entry.mutable_review()->set_run(run_);
  return Append(entry);
}

std::string RunJournal::DigestOf(const std::string& path, const FileStamp& stamp) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(PathKey(path));
  if (found == files_.end() || found->second.stamp.size_bytes != stamp.size_bytes ||
      found->second.stamp.change_nanos != stamp.change_nanos) {
    return "";
  }
  return absl::BytesToHexString(found->second.sha256.str());
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
  return found->second.part;
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
