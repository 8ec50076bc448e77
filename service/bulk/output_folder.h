// The folder that a run or a merge writes to: made where it is missing, and held by one of them at
// a time.
//
//   absl::StatusOr<OutputFolder> folder = OutputFolder::Hold(out_dir);
//
// Holding is a lock on DIR/run/lock, which a process that dies lets go. What a kill left half
// written (*.part) is removed.
//
// Errors: UNAVAILABLE storage, FAILED_PRECONDITION output_in_use.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/bulk/run_journal.h"

namespace filing_review::service {

inline constexpr char kReasonOutputInUse[] = "output_in_use";

class OutputFolder {
 public:
  // `run` and `spare_bytes` as for RunJournal::Open.
  static absl::StatusOr<OutputFolder> Hold(const std::string& path, const std::string& run = "",
                                           int64_t spare_bytes = BulkLimits().journal_spare_bytes);
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  ~OutputFolder();

  RunJournal& journal() { return *journal_; }

 private:
  OutputFolder(int lock, std::unique_ptr<RunJournal> journal)
      : lock_(lock), journal_(std::move(journal)) {}
  int lock_;
  std::unique_ptr<RunJournal> journal_;
};

}  // namespace filing_review::service
