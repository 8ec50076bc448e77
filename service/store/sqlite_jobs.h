// The job queue's side of the SQLite store. Its methods are those of JobQueue (filing_store.h);
// the caller holds the mutex around the database.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "service/store/filing_store.h"
#include "service/store/sqlite_database.h"

namespace filing_review::service {

class SqliteJobs {
 public:
  SqliteJobs(Database& database, const std::function<int64_t()>& clock)
      : database_(database), clock_(clock) {}

  absl::StatusOr<std::optional<Job>> Claim(JobStage stage, int32_t lease_seconds, int32_t attempts,
                                           std::vector<std::string>& exhausted);
  absl::Status Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                     int32_t page_count);
  absl::Status Release(const Job& job, bool count_attempt);
  absl::Status Complete(const Job& job, const JobResult& result, int64_t ocr_queue_limit);
  absl::Status ReleaseAll();

 private:
  // Runs `change` on the filing's row and its job in one transaction, if the claim still holds.
  absl::Status WithClaim(const Job& job, const std::function<absl::Status(int64_t)>& change);
  // RUNNING or waiting, in the words of the stage.
  absl::Status SetRunning(int64_t sequence, JobStage stage, bool running);
  absl::Status Finish(int64_t sequence, JobStage stage, const JobResult& result,
                      int64_t ocr_queue_limit);
  absl::Status FinishText(int64_t sequence, const JobResult& result);
  absl::Status StoreBrief(int64_t sequence, JobStage stage, const std::string& brief);
  // Takes the job to stage kOcr.
  absl::Status QueueOcr(int64_t sequence, int64_t ocr_queue_limit);
  absl::Status SetOcrState(int64_t sequence, v1::OcrState state, const v1::FilingError& error);
  absl::Status RemoveJob(int64_t sequence);

  Database& database_;
  const std::function<int64_t()>& clock_;
};

}  // namespace filing_review::service
