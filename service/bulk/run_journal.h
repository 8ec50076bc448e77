// What runs in one folder have learnt: reviews by key, digests of files, parts that were written.
// It is what makes a run that was killed go on.
//
//   absl::StatusOr<std::unique_ptr<RunJournal>> journal = RunJournal::Open(dir + "/run/journal");
//   if (!(*journal)->Find(key).has_value()) (*journal)->Keep(review);
//
// An append-only file of frames: length (uint32, little-endian), CRC32C of the rest, serialised
// JournalEntry. An entry that a kill cut short, and whatever stands behind it, is dropped when the
// file is opened; it is done again. Reviews stay in the file: memory holds about 250 bytes of each.
//
// It is written anew, without what does not count any more, where that is more than what does by
// `spare_bytes`:
// entries that later ones stand for, when it is opened; reviews under other rules or by another
// engine, when a set is whole. The new file takes the old one's name when it is synced: killed at
// any moment, one of the two is there.
//
// Errors are UNAVAILABLE or DATA_LOSS with reason `storage`. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/bulk/v1/run_journal.pb.h"
#include "service/bulk/digest.h"
#include "service/limits.h"

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
  // As spare_bytes: it is never written anew, for one that is only read.
  static constexpr int64_t kOnlyRead = int64_t{1} << 60;

  // `run` tells the reviews of this run from others (bulk.v1.Review.run).
  static absl::StatusOr<std::unique_ptr<RunJournal>> Open(
      const std::string& path, const std::string& run = "",
      int64_t spare_bytes = BulkLimits().journal_spare_bytes);
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

  // Drops what is of other runs, if that pays. No KnownReview given before is good after it; no
  // other call runs meanwhile.
  absl::Status DropOthers();

  int64_t size_bytes() const { return end_; }

 private:
  // What stands in the file of an entry.
  struct Place {
    int64_t offset = 0;
    uint32_t size = 0;
  };
  struct StoredReview {
    Place place;
    uint16_t reason = 0;  // index into reasons_
    uint8_t state = 0;
    bool of_this_run = false;
    Digest outcome;
  };
  struct StoredFile {
    Place place;
    FileStamp stamp;
    Digest sha256;
  };
  struct StoredPart {
    Place place;
    bulk::v1::WrittenPart part;
  };

  RunJournal(int fd, std::string path, std::string run, int64_t spare_bytes)
      : fd_(fd), path_(std::move(path)), run_(std::move(run)), spare_bytes_(spare_bytes) {}
  absl::Status Load();
  absl::Status Append(const bulk::v1::JournalEntry& entry);
  // REQUIRES: mutex_ is held, or nobody else knows this.
  void Take(const bulk::v1::JournalEntry& entry, const Place& place);
  uint16_t NumberOf(const std::string& reason);
  static Digest PathKey(const std::string& path);
  // Writes the file anew with what counts; `others`: with reviews of other runs.
  absl::Status Rewrite(bool others);

  int fd_;
  const std::string path_, run_;
  const int64_t spare_bytes_;
  mutable std::mutex mutex_;
  int64_t end_ = 0;
  int64_t replaced_bytes_ = 0;  // of entries that later ones stand for
  int64_t others_bytes_ = 0;    // of reviews of other runs
  std::vector<std::string> reasons_ = {""};
  std::unordered_map<Digest, StoredReview, DigestHash> reviews_;
  std::unordered_map<Digest, StoredFile, DigestHash> files_;  // by PathKey
  std::unordered_map<int32_t, StoredPart> parts_;
};

}  // namespace filing_review::service
