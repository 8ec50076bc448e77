// Which job is claimed next, and which ends without being claimed any more.
#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/sql_jobs.h"

namespace filing_review::service {

namespace {

// Who may claim a job: any server, or the one that knows its password while it lives. Parameters:
// now, the server, now.
#define FILING_REVIEW_CLAIMABLE                                                \
  "(j.token = '' OR j.lease_until_micros < ?) AND (j.home = '' OR "            \
  "j.home = ? OR NOT EXISTS (SELECT 1 FROM servers s WHERE s.id = j.home AND " \
  "s.alive_until_micros > ?))"

// From so many losses on a job is claimed alone (JobQueue::Claim).
constexpr int64_t kSuspectDeaths = 3;

}  // namespace

absl::StatusOr<std::optional<Job>> SqlJobs::Claim(JobStage stage, const ClaimLimits& limits,
                                                  std::vector<std::string>& exhausted) {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  const absl::StatusOr<int64_t> now = database_.LeaseMicros();
  if (!now.ok()) return now.status();
  if (stage == JobStage::kOcr) {
    const absl::StatusOr<bool> waits = TextJobWaits(*now);
    if (!waits.ok()) return waits.status();
    if (*waits) return std::nullopt;
  }
  std::vector<std::string> failed;
  std::optional<Job> job;
  while (!job.has_value()) {
    absl::StatusOr<std::optional<Claimable>> found = FindClaimable(stage, *now);
    if (!found.ok()) return found.status();
    if (!found->has_value()) break;
    Claimable& claimable = **found;
    if (claimable.attempts >= limits.attempts || claimable.deaths >= limits.deaths) {
      if (const absl::Status status = FailExhausted(claimable, limits); !status.ok()) return status;
      failed.push_back(claimable.job.filing_id);
      continue;
    }
    job = std::move(claimable.job);
    auto documents = ReadDocuments(database_, claimable.sequence);
    if (!documents.ok()) return documents.status();
    job->documents = *std::move(documents);
    absl::Status status = database_
                              .Prepare(
                                  "UPDATE jobs SET token = ?, server = ?, attempts = ?, "
                                  "deaths = ?, lease_until_micros = ? WHERE sequence = ?")
                              .Bind(1, job->token)
                              .Bind(2, server_)
                              .Bind(3, claimable.attempts + 1)
                              .Bind(4, claimable.deaths)
                              .Bind(5, LeaseUntil(*now, limits.lease_seconds))
                              .Bind(6, claimable.sequence)
                              .Run();
    if (status.ok()) status = SetRunning(claimable.sequence, stage, true);
    if (status.ok()) status = database_.Tell(Notice::kChanged, job->filing_id);
    if (!status.ok()) return status;
  }
  if (const absl::Status status = transaction.Commit(); !status.ok()) return status;
  exhausted.insert(exhausted.end(), failed.begin(), failed.end());
  return job;
}

absl::StatusOr<bool> SqlJobs::TextJobWaits(int64_t lease_now) {
  Statement row = database_.Prepare(
      "SELECT 1 FROM jobs j WHERE j.stage = 1 AND " FILING_REVIEW_CLAIMABLE " LIMIT 1");
  const bool waits = row.Bind(1, lease_now).Bind(2, server_).Bind(3, lease_now).Step();
  if (!row.status().ok()) return row.status();
  return waits;
}

absl::StatusOr<std::optional<SqlJobs::Claimable>> SqlJobs::FindClaimable(JobStage stage,
                                                                         int64_t lease_now) {
  Statement row = database_.Prepare(
      "SELECT j.sequence, j.attempts, f.id, f.sha256, f.listing_venue, f.filing_date, "
      "f.password_given, f.ocr_mode, j.last_reason, j.deadline_micros, j.deaths, j.token "
      "FROM jobs j JOIN filings f ON f.sequence = j.sequence "
      "WHERE j.stage = ? AND " FILING_REVIEW_CLAIMABLE
      " AND NOT EXISTS (SELECT 1 FROM jobs h WHERE h.token <> '' AND h.server = ? AND "
      "h.lease_until_micros >= ? AND (j.deaths >= ? OR h.deaths >= ?)) "
      "ORDER BY j.sequence LIMIT 1 /*postgres FOR UPDATE OF j, f SKIP LOCKED*/");
  const bool found = row.Bind(1, static_cast<int64_t>(stage))
                         .Bind(2, lease_now)
                         .Bind(3, server_)
                         .Bind(4, lease_now)
                         .Bind(5, server_)
                         .Bind(6, lease_now)
                         .Bind(7, kSuspectDeaths)
                         .Bind(8, kSuspectDeaths)
                         .Step();
  if (!row.status().ok()) return row.status();
  std::optional<Claimable> claimable;
  if (!found) return claimable;
  claimable.emplace();
  claimable->sequence = row.Int(0);
  // A lease that ran out was lost with its server.
  const int64_t lost = row.Text(11).empty() ? 0 : 1;
  claimable->attempts = row.Int(1) - lost;
  claimable->deaths = row.Int(10) + lost;
  claimable->last_reason = row.Text(8);
  Job& job = claimable->job;
  job.stage = stage;
  job.filing_id = row.Text(2);
  job.sha256 = row.Text(3);
  job.token = RandomId();
  job.attempt = static_cast<int32_t>(claimable->attempts) + 1;
  job.venue = static_cast<v1::ListingVenue>(row.Int(4));
  job.filing_date = row.Text(5);
  job.password_given = row.Int(6) != 0;
  job.ocr_mode = static_cast<v1::OcrMode>(row.Int(7));
  if (const int64_t deadline = row.Int(9); deadline != 0) {
    const absl::StatusOr<int64_t> now = database_.NowMicros();
    if (!now.ok()) return now.status();
    job.micros_left = deadline - *now;
  }
  return claimable;
}

absl::Status SqlJobs::FailExhausted(const Claimable& found, const ClaimLimits& limits) {
  const std::string what =
      found.job.stage == JobStage::kOcr ? "recognition" : std::string("the review");
  JobResult lost;
  lost.state = v1::FILING_STATE_FAILED;
  lost.error.set_reason(kReasonAttempts);
  if (found.attempts >= limits.attempts) {
    lost.error.set_message(what + " was tried " + std::to_string(found.attempts) +
                           " times and never ended" +
                           (found.last_reason.empty() ? "" : ", at last for " + found.last_reason) +
                           "; submit the filing again");
  } else {
    lost.error.set_message("the server died " + std::to_string(found.deaths) + " times while " +
                           what + " ran; look at its log, then submit the filing again");
  }
  const absl::Status status = Finish(found.sequence, found.job.stage, lost, 0);
  return status.ok() ? database_.Tell(Notice::kChanged, found.job.filing_id) : status;
}

absl::StatusOr<std::vector<std::string>> SqlJobs::FailOverdue() {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  const absl::StatusOr<int64_t> now = database_.NowMicros(), lease_now = database_.LeaseMicros();
  if (!now.ok()) return now.status();
  if (!lease_now.ok()) return lease_now.status();
  struct Overdue {
    int64_t sequence;
    JobStage stage;
  };
  std::vector<Overdue> overdue;
  std::vector<std::string> ids;
  {
    Statement row = database_.Prepare(
        "SELECT j.sequence, j.stage, f.id FROM jobs j JOIN filings f ON f.sequence = j.sequence "
        "WHERE j.deadline_micros <> 0 AND j.deadline_micros <= ? AND "
        "(j.token = '' OR j.lease_until_micros < ?) ORDER BY j.sequence "
        "/*postgres FOR UPDATE SKIP LOCKED*/");
    row.Bind(1, *now).Bind(2, *lease_now);
    while (row.Step()) {
      overdue.push_back({row.Int(0), static_cast<JobStage>(row.Int(1))});
      ids.push_back(row.Text(2));
    }
    if (!row.status().ok()) return row.status();
  }
  JobResult late;
  late.state = v1::FILING_STATE_FAILED;
  late.error.set_reason(kReasonReviewDeadline);
  late.error.set_message(
      "waited until the deadline that its submitter gave; submit it again with more time");
  for (size_t i = 0; i < overdue.size(); ++i) {
    absl::Status status = Finish(overdue[i].sequence, overdue[i].stage, late, 0);
    if (status.ok()) status = database_.Tell(Notice::kChanged, ids[i]);
    if (!status.ok()) return status;
  }
  if (const absl::Status status = transaction.Commit(); !status.ok()) return status;
  return ids;
}

}  // namespace filing_review::service
