#include "service/store/sqlite_jobs.h"

#include "service/service_error.h"
#include "service/store/sqlite_rows.h"

namespace filing_review::service {

absl::StatusOr<std::optional<Job>> SqliteJobs::Claim(int32_t lease_seconds, int32_t attempts,
                                                     std::vector<std::string>& exhausted) {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  std::optional<Job> job;
  while (!job.has_value()) {
    Statement row = database_.Prepare(
        "SELECT j.sequence, j.attempts, f.id, f.sha256, f.listing_venue, f.filing_date, "
        "f.password_given "
        "FROM jobs j JOIN filings f USING (sequence) "
        "WHERE j.token = '' OR j.lease_until_micros < ? ORDER BY j.sequence LIMIT 1");
    const bool found = row.Bind(1, clock_()).Step();
    if (!row.status().ok()) return row.status();
    if (!found) break;
    const int64_t sequence = row.Int(0);
    if (row.Int(1) >= attempts) {
      JobResult lost;
      lost.state = v1::FILING_STATE_FAILED;
      lost.error.set_reason(kReasonAttempts);
      lost.error.set_message("the review was tried " + std::to_string(row.Int(1)) +
                             " times and never ended; submit the filing again");
      if (const absl::Status status = Finish(sequence, lost); !status.ok()) return status;
      exhausted.push_back(row.Text(2));
      continue;
    }
    job.emplace();
    job->filing_id = row.Text(2);
    job->sha256 = row.Text(3);
    job->token = RandomId();
    job->attempt = static_cast<int32_t>(row.Int(1)) + 1;
    job->venue = static_cast<v1::ListingVenue>(row.Int(4));
    job->filing_date = row.Text(5);
    job->password_given = row.Int(6) != 0;
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
    status = SetState(sequence, v1::FILING_STATE_RUNNING);
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
    if (!status.ok()) return status;
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
    return SetState(sequence, v1::FILING_STATE_QUEUED);
  });
}

absl::Status SqliteJobs::Complete(const Job& job, const JobResult& result) {
  return WithClaim(job, [&](int64_t sequence) { return Finish(sequence, result); });
}

absl::Status SqliteJobs::ReleaseAll() {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  absl::Status status = database_.Prepare("UPDATE filings SET state = ? WHERE state = ?")
                            .Bind(1, int64_t{v1::FILING_STATE_QUEUED})
                            .Bind(2, int64_t{v1::FILING_STATE_RUNNING})
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

absl::Status SqliteJobs::SetState(int64_t sequence, v1::FilingState state) {
  return database_.Prepare("UPDATE filings SET state = ?, update_micros = ? WHERE sequence = ?")
      .Bind(1, int64_t{state})
      .Bind(2, clock_())
      .Bind(3, sequence)
      .Run();
}

absl::Status SqliteJobs::Finish(int64_t sequence, const JobResult& result) {
  absl::Status status =
      database_
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
  if (!status.ok()) return status;
  if (!result.brief.empty()) {
    status = database_.Prepare("INSERT OR REPLACE INTO briefs (sequence, brief) VALUES (?, ?)")
                 .Bind(1, sequence)
                 .BindBlob(2, result.brief)
                 .Run();
    if (!status.ok()) return status;
  }
  return database_.Prepare("DELETE FROM jobs WHERE sequence = ?").Bind(1, sequence).Run();
}

}  // namespace filing_review::service
