// The job queue's side of the store. Its methods are those of JobQueue (filing_store.h).
//
// A job is held by a token and a lease on the database's clock. Claims skip rows that another
// server holds, so they wait for nobody.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "service/store/filing_store.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

class SqlJobs {
 public:
  // `server`: name of the caller's server; empty where it is the only one.
  SqlJobs(Database& database, const std::string& server) : database_(database), server_(server) {}

  absl::StatusOr<std::optional<Job>> Claim(JobStage stage, const ClaimLimits& limits,
                                           std::vector<std::string>& exhausted);
  absl::StatusOr<std::vector<std::string>> FailOverdue();
  absl::Status Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                     int32_t page_count);
  absl::Status Release(const Job& job, bool count_attempt, const std::string& reason);
  absl::Status Complete(const Job& job, const JobResult& result, int64_t ocr_queue_limit);
  absl::Status ReleaseAll();
  // Takes the filing's job away; its state goes back to that before a retry, or is CANCELLED.
  absl::Status Cancel(int64_t sequence, const v1::Filing& filing);

 private:
  // A job that may be claimed; `attempts` tries were made, `deaths` claims lost with their server.
  struct Claimable {
    int64_t sequence = 0;
    int64_t attempts = 0;
    int64_t deaths = 0;
    std::string last_reason;
    Job job;
  };
  absl::StatusOr<std::optional<Claimable>> FindClaimable(JobStage stage, int64_t lease_now);
  absl::StatusOr<bool> TextJobWaits(int64_t lease_now);
  absl::Status FailExhausted(const Claimable& found, const ClaimLimits& limits);
  static int64_t LeaseUntil(int64_t now, int32_t seconds) {
    return now + int64_t{seconds} * 1'000'000;
  }
  // Runs `change` on the filing's row and its job in one transaction, if the claim still holds.
  absl::Status WithClaim(const Job& job, const std::function<absl::Status(int64_t)>& change);
  // RUNNING or waiting, in the words of the stage.
  absl::Status SetRunning(int64_t sequence, JobStage stage, bool running);
  absl::Status Finish(int64_t sequence, JobStage stage, const JobResult& result,
                      int64_t ocr_queue_limit);
  absl::Status FinishText(int64_t sequence, const JobResult& result);
  // True where the filing is being reviewed again and its brief stands; then its state does again.
  absl::StatusOr<bool> RestoreKept(int64_t sequence, const std::string& reason);
  absl::Status StoreBrief(int64_t sequence, JobStage stage, const JobResult& result);
  // Takes the job to stage kOcr.
  absl::Status QueueOcr(int64_t sequence, int64_t ocr_queue_limit);
  absl::Status SetOcrState(int64_t sequence, v1::OcrState state, const v1::FilingError& error);
  absl::Status RemoveJob(int64_t sequence);

  Database& database_;
  const std::string& server_;
};

}  // namespace filing_review::service
