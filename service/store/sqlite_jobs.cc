#include "service/store/sqlite_jobs.h"

#include "service/service_error.h"
#include "service/store/sqlite_rows.h"

namespace filing_review::service {

absl::StatusOr<std::optional<Job>> SqliteJobs::Claim(JobStage stage, int32_t lease_seconds,
                                                     int32_t attempts,
                                                     std::vector<std::string>& exhausted) {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  std::optional<Job> job;
  while (!job.has_value()) {
    Statement row = database_.Prepare(
        "SELECT j.sequence, j.attempts, f.id, f.sha256, f.listing_venue, f.filing_date, "
        "f.password_given, f.ocr_mode, j.stage "
        "FROM jobs j JOIN filings f USING (sequence) "
        "WHERE j.stage <= ? AND (j.token = '' OR j.lease_until_micros < ?) "
        "ORDER BY j.stage, j.sequence LIMIT 1");
    const bool found = row.Bind(1, static_cast<int64_t>(stage)).Bind(2, clock_()).Step();
    if (!row.status().ok()) return row.status();
    // Where the first one is of the stage before, recognition waits.
    if (!found || row.Int(8) != static_cast<int64_t>(stage)) break;
    const int64_t sequence = row.Int(0);
    if (row.Int(1) >= attempts) {
      JobResult lost;
      lost.state = v1::FILING_STATE_FAILED;
      lost.error.set_reason(kReasonAttempts);
      lost.error.set_message(std::string(stage == JobStage::kOcr ? "recognition" : "the review") +
                             " was tried " + std::to_string(row.Int(1)) +
                             " times and never ended; submit the filing again");
      if (const absl::Status status = Finish(sequence, stage, lost, 0); !status.ok()) return status;
      exhausted.push_back(row.Text(2));
      continue;
    }
    job.emplace();
    job->stage = stage;
    job->filing_id = row.Text(2);
    job->sha256 = row.Text(3);
    job->token = RandomId();
    job->attempt = static_cast<int32_t>(row.Int(1)) + 1;
    job->venue = static_cast<v1::ListingVenue>(row.Int(4));
    job->filing_date = row.Text(5);
    job->password_given = row.Int(6) != 0;
    job->ocr_mode = static_cast<v1::OcrMode>(row.Int(7));
    auto documents = ReadDocuments(database_, sequence);
    if (!documents.ok()) return documents.status();
    job->documents = *std::move(documents);
    absl::Status status =
        database_
            .Prepare(
                "UPDATE jobs SET token = ?, attempts = attempts + 1, lease_until_micros = ? "
                "WHERE sequence = ?")
            .Bind(1, job->token)
            .Bind(2, clock_() + int64_t{lease_seconds} * 1'000'000)
            .Bind(3, sequence)
            .Run();
    if (!status.ok()) return status;
    status = SetRunning(sequence, stage, true);
    if (!status.ok()) return status;
  }
  if (const absl::Status status = transaction.Commit(); !status.ok()) return status;
  return job;
}

absl::Status SqliteJobs::Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                               int32_t page_count) {
  return WithClaim(job, [&](int64_t sequence) {
    const absl::Status status =
        database_.Prepare("UPDATE jobs SET lease_until_micros = ? WHERE sequence = ?")
            .Bind(1, clock_() + int64_t{lease_seconds} * 1'000'000)
            .Bind(2, sequence)
            .Run();
    if (!status.ok() || job.stage == JobStage::kOcr) return status;
    return database_
        .Prepare("UPDATE filings SET pages_done_count = ?, page_count = ? WHERE sequence = ?")
        .Bind(1, int64_t{pages_done_count})
        .Bind(2, int64_t{page_count})
        .Bind(3, sequence)
        .Run();
  });
}

absl::Status SqliteJobs::Release(const Job& job, bool count_attempt) {
  return WithClaim(job, [&](int64_t sequence) {
    const absl::Status status = database_
                                    .Prepare(
                                        "UPDATE jobs SET token = '', lease_until_micros = 0, "
                                        "attempts = attempts - ? WHERE sequence = ?")
                                    .Bind(1, int64_t{count_attempt ? 0 : 1})
                                    .Bind(2, sequence)
                                    .Run();
    if (!status.ok()) return status;
    return SetRunning(sequence, job.stage, false);
  });
}

absl::Status SqliteJobs::Complete(const Job& job, const JobResult& result,
                                  int64_t ocr_queue_limit) {
  return WithClaim(
      job, [&](int64_t sequence) { return Finish(sequence, job.stage, result, ocr_queue_limit); });
}

absl::Status SqliteJobs::ReleaseAll() {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  absl::Status status = database_.Prepare("UPDATE filings SET state = ? WHERE state = ?")
                            .Bind(1, int64_t{v1::FILING_STATE_QUEUED})
                            .Bind(2, int64_t{v1::FILING_STATE_RUNNING})
                            .Run();
  if (!status.ok()) return status;
  status = database_.Prepare("UPDATE filings SET ocr_state = ? WHERE ocr_state = ?")
               .Bind(1, int64_t{v1::OCR_STATE_PENDING})
               .Bind(2, int64_t{v1::OCR_STATE_RUNNING})
               .Run();
  if (!status.ok()) return status;
  status = database_.Execute("UPDATE jobs SET token = '', lease_until_micros = 0");
  if (!status.ok()) return status;
  return transaction.Commit();
}

absl::Status SqliteJobs::WithClaim(const Job& job,
                                   const std::function<absl::Status(int64_t)>& change) {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  int64_t sequence = 0;
  {
    Statement row = database_.Prepare(
        "SELECT j.sequence FROM jobs j JOIN filings f USING (sequence) "
        "WHERE f.id = ? AND j.token = ?");
    const bool held = row.Bind(1, job.filing_id).Bind(2, job.token).Step();
    if (!row.status().ok()) return row.status();
    if (!held) {
      return ServiceError(absl::StatusCode::kAborted, kReasonClaimLost,
                          "the claim on filings/" + job.filing_id + " is void");
    }
    sequence = row.Int(0);
  }
  if (const absl::Status status = change(sequence); !status.ok()) return status;
  return transaction.Commit();
}

absl::Status SqliteJobs::SetRunning(int64_t sequence, JobStage stage, bool running) {
  if (stage == JobStage::kOcr) {
    return SetOcrState(sequence, running ? v1::OCR_STATE_RUNNING : v1::OCR_STATE_PENDING, {});
  }
  return database_.Prepare("UPDATE filings SET state = ?, update_micros = ? WHERE sequence = ?")
      .Bind(1, int64_t{running ? v1::FILING_STATE_RUNNING : v1::FILING_STATE_QUEUED})
      .Bind(2, clock_())
      .Bind(3, sequence)
      .Run();
}

absl::Status SqliteJobs::Finish(int64_t sequence, JobStage stage, const JobResult& result,
                                int64_t ocr_queue_limit) {
  const bool failed = result.state == v1::FILING_STATE_FAILED;
  absl::Status status;
  if (stage == JobStage::kText || !failed) status = FinishText(sequence, result);
  if (status.ok() && !result.brief.empty()) status = StoreBrief(sequence, stage, result.brief);
  if (!status.ok()) return status;
  if (stage == JobStage::kOcr) {
    status =
        SetOcrState(sequence, failed ? v1::OCR_STATE_FAILED : v1::OCR_STATE_DONE, result.error);
  } else if (result.ocr_follows) {
    return QueueOcr(sequence, ocr_queue_limit);
  }
  return status.ok() ? RemoveJob(sequence) : status;
}

absl::Status SqliteJobs::FinishText(int64_t sequence, const JobResult& result) {
  return database_
      .Prepare(
          "UPDATE filings SET state = ?, page_count = ?, pages_done_count = ?, "
          "error_reason = ?, error_message = ?, update_micros = ? "
          "WHERE sequence = ?")
      .Bind(1, int64_t{result.state})
      .Bind(2, int64_t{result.page_count})
      .Bind(3, int64_t{result.pages_done_count})
      .Bind(4, result.error.reason())
      .Bind(5, result.error.message())
      .Bind(6, clock_())
      .Bind(7, sequence)
      .Run();
}

absl::Status SqliteJobs::StoreBrief(int64_t sequence, JobStage stage, const std::string& brief) {
  const absl::Status status =
      database_.Prepare("INSERT OR REPLACE INTO briefs (sequence, brief) VALUES (?, ?)")
          .Bind(1, sequence)
          .BindBlob(2, brief)
          .Run();
  if (!status.ok()) return status;
  return database_.Prepare("UPDATE filings SET brief_revision = ? WHERE sequence = ?")
      .Bind(1, static_cast<int64_t>(stage))
      .Bind(2, sequence)
      .Run();
}

absl::Status SqliteJobs::QueueOcr(int64_t sequence, int64_t ocr_queue_limit) {
  {
    Statement length = database_.Prepare("SELECT count(*) FROM jobs WHERE stage = ?");
    const bool full = length.Bind(1, static_cast<int64_t>(JobStage::kOcr)).Step() &&
                      length.Int(0) >= ocr_queue_limit;
    if (!length.status().ok()) return length.status();
    if (full) {
      v1::FilingError error;
      error.set_reason(kReasonOcrQueueFull);
      error.set_message("too many filings wait for recognition (" + std::to_string(length.Int(0)) +
                        "); delete the filing and submit it again later");
      const absl::Status status = SetOcrState(sequence, v1::OCR_STATE_FAILED, error);
      return status.ok() ? RemoveJob(sequence) : status;
    }
  }
  const absl::Status status =
      database_
          .Prepare(
              "UPDATE jobs SET stage = ?, attempts = 0, token = '', lease_until_micros = 0 "
              "WHERE sequence = ?")
          .Bind(1, static_cast<int64_t>(JobStage::kOcr))
          .Bind(2, sequence)
          .Run();
  return status.ok() ? SetOcrState(sequence, v1::OCR_STATE_PENDING, {}) : status;
}

absl::Status SqliteJobs::SetOcrState(int64_t sequence, v1::OcrState state,
                                     const v1::FilingError& error) {
  return database_
      .Prepare(
          "UPDATE filings SET ocr_state = ?, ocr_error_reason = ?, ocr_error_message = ?, "
          "update_micros = ? WHERE sequence = ?")
      .Bind(1, int64_t{state})
      .Bind(2, error.reason())
      .Bind(3, error.message())
      .Bind(4, clock_())
      .Bind(5, sequence)
      .Run();
}

absl::Status SqliteJobs::RemoveJob(int64_t sequence) {
  return database_.Prepare("DELETE FROM jobs WHERE sequence = ?").Bind(1, sequence).Run();
}

}  // namespace filing_review::service
