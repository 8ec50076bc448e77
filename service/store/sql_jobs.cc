#include "service/store/sql_jobs.h"

#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/sql_custody.h"

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

int64_t LeaseUntil(int64_t now, int32_t seconds) { return now + int64_t{seconds} * 1'000'000; }

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

absl::Status SqlJobs::Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                            int32_t page_count) {
  return WithClaim(job, [&](int64_t sequence) {
    const absl::StatusOr<int64_t> now = database_.LeaseMicros();
    if (!now.ok()) return now.status();
    const absl::Status status =
        database_.Prepare("UPDATE jobs SET lease_until_micros = ? WHERE sequence = ?")
            .Bind(1, LeaseUntil(*now, lease_seconds))
            .Bind(2, sequence)
            .Run();
    if (!status.ok() || job.stage == JobStage::kOcr || page_count == 0) return status;
    // What was estimated at its submission.
    const absl::Status counted =
        database_.Prepare("UPDATE jobs SET page_count = ? WHERE sequence = ?")
            .Bind(1, int64_t{page_count})
            .Bind(2, sequence)
            .Run();
    if (!counted.ok()) return counted;
    return database_
        .Prepare("UPDATE filings SET pages_done_count = ?, page_count = ? WHERE sequence = ?")
        .Bind(1, int64_t{pages_done_count})
        .Bind(2, int64_t{page_count})
        .Bind(3, sequence)
        .Run();
  });
}

absl::Status SqlJobs::Release(const Job& job, bool count_attempt, const std::string& reason) {
  return WithClaim(job, [&](int64_t sequence) {
    const absl::Status status =
        database_
            .Prepare(
                "UPDATE jobs SET token = '', server = '', lease_until_micros = 0, "
                "attempts = attempts - ?, last_reason = ? WHERE sequence = ?")
            .Bind(1, int64_t{count_attempt ? 0 : 1})
            .Bind(2, reason)
            .Bind(3, sequence)
            .Run();
    return status.ok() ? SetRunning(sequence, job.stage, false) : status;
  });
}

absl::Status SqlJobs::Complete(const Job& job, const JobResult& result, int64_t ocr_queue_limit) {
  return WithClaim(
      job, [&](int64_t sequence) { return Finish(sequence, job.stage, result, ocr_queue_limit); });
}

absl::Status SqlJobs::ReleaseAll() {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  const absl::StatusOr<int64_t> now = database_.LeaseMicros();
  if (!now.ok()) return now.status();
  std::vector<std::pair<int64_t, JobStage>> held;
  {
    Statement row = database_.Prepare(
        "SELECT j.sequence, j.stage FROM jobs j JOIN filings f ON f.sequence = j.sequence "
        "WHERE j.token <> '' AND (j.server = ? OR j.lease_until_micros < ?) "
        "ORDER BY j.sequence /*postgres FOR UPDATE SKIP LOCKED*/");
    row.Bind(1, server_).Bind(2, *now);
    while (row.Step()) held.emplace_back(row.Int(0), static_cast<JobStage>(row.Int(1)));
    if (!row.status().ok()) return row.status();
  }
  for (const auto& [sequence, stage] : held) {
    absl::Status status =
        database_
            .Prepare(
                "UPDATE jobs SET token = '', server = '', lease_until_micros = 0, "
                "attempts = attempts - 1, deaths = deaths + 1 "
                "WHERE sequence = ?")
            .Bind(1, sequence)
            .Run();
    if (status.ok()) status = SetRunning(sequence, stage, false);
    if (!status.ok()) return status;
  }
  if (!held.empty()) {
    if (const absl::Status told = database_.Tell(Notice::kQueued, ""); !told.ok()) return told;
  }
  return transaction.Commit();
}

absl::Status SqlJobs::Cancel(int64_t sequence, const v1::Filing& filing) {
  absl::Status status;
  if (IsFinal(filing.state())) {
    status = SetOcrState(sequence, v1::OCR_STATE_CANCELLED, {});
  } else {
    const absl::StatusOr<bool> kept = RestoreKept(sequence, "cancelled");
    if (!kept.ok()) return kept.status();
    const absl::StatusOr<int64_t> now = database_.NowMicros();
    if (!now.ok()) return now.status();
    if (!*kept) {
      status =
          database_.Prepare("UPDATE filings SET state = ?, update_micros = ? WHERE sequence = ?")
              .Bind(1, int64_t{v1::FILING_STATE_CANCELLED})
              .Bind(2, *now)
              .Bind(3, sequence)
              .Run();
    }
  }
  return status.ok() ? RemoveJob(sequence) : status;
}

// The filing's row before the job's: what else changes both has the same order.
absl::Status SqlJobs::WithClaim(const Job& job,
                                const std::function<absl::Status(int64_t)>& change) {
  Transaction transaction(database_);
  if (!transaction.begun().ok()) return transaction.begun();
  int64_t sequence = 0;
  {
    Statement row =
        database_.Prepare("SELECT sequence FROM filings WHERE id = ? /*postgres FOR UPDATE*/");
    if (row.Bind(1, job.filing_id).Step()) sequence = row.Int(0);
    if (!row.status().ok()) return row.status();
  }
  {
    Statement row = database_.Prepare(
        "SELECT 1 FROM jobs WHERE sequence = ? AND token = ? /*postgres FOR UPDATE*/");
    const bool held = row.Bind(1, sequence).Bind(2, job.token).Step();
    if (!row.status().ok()) return row.status();
    if (!held) {
      return ServiceError(absl::StatusCode::kAborted, kReasonClaimLost,
                          "the claim on filings/" + job.filing_id + " is void");
    }
  }
  absl::Status status = change(sequence);
  if (status.ok()) status = database_.Tell(Notice::kChanged, job.filing_id);
  return status.ok() ? transaction.Commit() : status;
}

absl::Status SqlJobs::SetRunning(int64_t sequence, JobStage stage, bool running) {
  if (stage == JobStage::kOcr) {
    return SetOcrState(sequence, running ? v1::OCR_STATE_RUNNING : v1::OCR_STATE_PENDING, {});
  }
  const absl::StatusOr<int64_t> now = database_.NowMicros();
  if (!now.ok()) return now.status();
  return database_.Prepare("UPDATE filings SET state = ?, update_micros = ? WHERE sequence = ?")
      .Bind(1, int64_t{running ? v1::FILING_STATE_RUNNING : v1::FILING_STATE_QUEUED})
      .Bind(2, *now)
      .Bind(3, sequence)
      .Run();
}

absl::Status SqlJobs::Finish(int64_t sequence, JobStage stage, const JobResult& result,
                             int64_t ocr_queue_limit) {
  const bool failed = result.state == v1::FILING_STATE_FAILED;
  if (failed && stage == JobStage::kText) {
    const absl::StatusOr<bool> kept = RestoreKept(sequence, result.error.reason());
    if (!kept.ok()) return kept.status();
    if (*kept) return RemoveJob(sequence);
  }
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

absl::StatusOr<bool> SqlJobs::RestoreKept(int64_t sequence, const std::string& reason) {
  std::string owner, id;
  {
    Statement row =
        database_.Prepare("SELECT owner, id FROM filings WHERE sequence = ? AND kept_state <> 0");
    if (row.Bind(1, sequence).Step()) {
      owner = row.Text(0);
      id = row.Text(1);
    }
    if (!row.status().ok()) return row.status();
  }
  if (id.empty()) return false;
  const absl::StatusOr<int64_t> now = database_.NowMicros();
  if (!now.ok()) return now.status();
  absl::Status status =
      database_
          .Prepare(
              "UPDATE filings SET state = kept_state, ocr_state = kept_ocr_state, "
              "pages_done_count = kept_pages_done, kept_state = 0, update_micros = ? "
              "WHERE sequence = ?")
          .Bind(1, *now)
          .Bind(2, sequence)
          .Run();
  if (status.ok()) status = AddAuditLine(database_, owner, id, "retry_failed " + reason);
  if (!status.ok()) return status;
  return true;
}

absl::Status SqlJobs::FinishText(int64_t sequence, const JobResult& result) {
  const absl::StatusOr<int64_t> now = database_.NowMicros();
  if (!now.ok()) return now.status();
  return database_
      .Prepare(
          "UPDATE filings SET state = ?, page_count = ?, pages_done_count = ?, "
          "error_reason = ?, error_message = ?, update_micros = ?, kept_state = 0 "
          "WHERE sequence = ?")
      .Bind(1, int64_t{result.state})
      .Bind(2, int64_t{result.page_count})
      .Bind(3, int64_t{result.pages_done_count})
      .Bind(4, result.error.reason())
      .Bind(5, result.error.message())
      .Bind(6, *now)
      .Bind(7, sequence)
      .Run();
}

absl::Status SqlJobs::StoreBrief(int64_t sequence, JobStage stage, const std::string& brief) {
  const absl::Status status = database_
                                  .Prepare(
                                      "INSERT INTO briefs (sequence, brief) VALUES (?, ?) "
                                      "ON CONFLICT (sequence) DO UPDATE SET brief = excluded.brief")
                                  .Bind(1, sequence)
                                  .BindBlob(2, brief)
                                  .Run();
  if (!status.ok()) return status;
  return database_.Prepare("UPDATE filings SET brief_revision = ? WHERE sequence = ?")
      .Bind(1, static_cast<int64_t>(stage))
      .Bind(2, sequence)
      .Run();
}

absl::Status SqlJobs::QueueOcr(int64_t sequence, int64_t ocr_queue_limit) {
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
              "UPDATE jobs SET stage = ?, attempts = 0, deaths = 0, token = '', server = '', "
              "lease_until_micros = 0, last_reason = '' "
              "WHERE sequence = ?")
          .Bind(1, static_cast<int64_t>(JobStage::kOcr))
          .Bind(2, sequence)
          .Run();
  return status.ok() ? SetOcrState(sequence, v1::OCR_STATE_PENDING, {}) : status;
}

absl::Status SqlJobs::SetOcrState(int64_t sequence, v1::OcrState state,
                                  const v1::FilingError& error) {
  const absl::StatusOr<int64_t> now = database_.NowMicros();
  if (!now.ok()) return now.status();
  return database_
      .Prepare(
          "UPDATE filings SET ocr_state = ?, ocr_error_reason = ?, ocr_error_message = ?, "
          "update_micros = ? WHERE sequence = ?")
      .Bind(1, int64_t{state})
      .Bind(2, error.reason())
      .Bind(3, error.message())
      .Bind(4, *now)
      .Bind(5, sequence)
      .Run();
}

absl::Status SqlJobs::RemoveJob(int64_t sequence) {
  return database_.Prepare("DELETE FROM jobs WHERE sequence = ?").Bind(1, sequence).Run();
}

}  // namespace filing_review::service
