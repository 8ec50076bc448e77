#include "service/store/sql_jobs.h"

#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/sql_custody.h"
#include "service/store/sql_summaries.h"

namespace filing_review::service {

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
  if (status.ok() && !result.brief.empty()) status = StoreBrief(sequence, stage, result);
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

absl::Status SqlJobs::StoreBrief(int64_t sequence, JobStage stage, const JobResult& result) {
  absl::Status status = database_
                            .Prepare(
                                "INSERT INTO briefs (sequence, brief) VALUES (?, ?) "
                                "ON CONFLICT (sequence) DO UPDATE SET brief = excluded.brief")
                            .Bind(1, sequence)
                            .BindBlob(2, result.brief)
                            .Run();
  if (status.ok()) status = StoreSummary(database_, sequence, result.summary);
  if (status.ok()) status = StoreRecognized(database_, sequence, result.recognized);
  if (!status.ok()) return status;
  return database_.Prepare("UPDATE filings SET brief_revision = ? WHERE sequence = ?")
      .Bind(1, static_cast<int64_t>(stage))
      .Bind(2, sequence)
      .Run();
}

absl::Status SqlJobs::QueueOcr(int64_t sequence, int64_t ocr_queue_limit) {
  {
    Statement length =
        database_.Prepare("SELECT count(*) FROM jobs WHERE stage = ? AND token = ''");
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
