// What runs in one folder have learnt: reviews by key, digests of files, parts that were written.
// It is what makes a run that was killed go on.
//
//   absl::StatusOr<std::unique_ptr<RunJournal>> journal = RunJournal::Open(dir + "/run/journal");
//   if (!(*journal)->Find(key).has_value()) (*journal)->Keep(review);
//
// An append-only file of frames: length (uint32, little-endian), CRC32C of the rest, serialised
// JournalEntry. An entry that a kill cut short, and whatever stands behind it, is dropped when the
// file is opened; it is done again. Reviews stay in the file: memory holds a few words of each.
//
// Errors are UNAVAILABLE or DATA_LOSS with reason `storage`. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "filing_review/bulk/v1/run_journal.pb.h"

namespace filing_review::service {

// What is in memory of a review.
struct KnownReview {
  bulk::v1::ReviewState state = bulk::v1::REVIEW_STATE_UNSPECIFIED;
  std::string outcome_digest;  // 32 bytes
  int64_t offset = 0;          // of its entry in the file
  uint32_t size = 0;
  std::string reason;
};

// What tells whether a file is still what it was.
struct FileStamp {
  int64_t size_bytes = 0;
  int64_t change_nanos = 0;  // since 1970 UTC
};

class RunJournal {
 public:
  static absl::StatusOr<std::unique_ptr<RunJournal>> Open(const std::string& path);
  ~RunJournal();
  RunJournal(const RunJournal&) = delete;
  RunJournal& operator=(const RunJournal&) = delete;

  std::optional<KnownReview> Find(const std::string& key) const;
  absl::StatusOr<bulk::v1::Review> Read(const KnownReview& known) const;
  absl::Status Keep(const bulk::v1::Review& review);

  // The digest of a file with this stamp; empty where it is not known.
  std::string DigestOf(const std::string& path, const FileStamp& stamp) const;
  absl::Status KeepDigest(const std::string& path, const FileStamp& stamp,
                          const std::string& sha256);

  std::optional<bulk::v1::WrittenPart> Part(int32_t number) const;
  absl::Status KeepPart(const bulk::v1::WrittenPart& part);

  // All entries so far outlive a loss of power.
  absl::Status Sync();

 private:
  RunJournal(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  absl::Status Load();
  absl::Status Append(const bulk::v1::JournalEntry& entry);
  // REQUIRES: mutex_ is held, or nobody else knows this.
  void Take(const bulk::v1::JournalEntry& entry, int64_t offset, uint32_t size);

  const int fd_;
  const std::string path_;
  mutable std::mutex mutex_;
  int64_t end_ = 0;
  std::unordered_map<std::string, KnownReview> reviews_;
  std::unordered_map<std::string, std::pair<FileStamp, std::string>> files_;  // digests: 32 bytes
  std::unordered_map<int32_t, bulk::v1::WrittenPart> parts_;
};

}  // namespace filing_review::service
