#include "service/store/sql_store.h"

#include <utility>

#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/sql_call.h"
#include "service/store/sql_custody.h"
#include "service/store/sql_entry.h"
#include "service/store/sql_jobs.h"
#include "service/store/sql_list.h"

namespace filing_review::service {

absl::StatusOr<v1::Filing> SqlStore::Create(const NewFiling& filing, const QueueLimits& limits) {
  return InTransaction<v1::Filing>(databases_, /*alone=*/true, [&](Database& database) {
    return EnterFiling(database, server_, filing, limits);
  });
}

absl::Status SqlStore::CheckRoom(const NewFiling& filing, const QueueLimits& limits) {
  return With(databases_, [&](Database& database) { return RoomFor(database, filing, limits); });
}

absl::StatusOr<v1::Filing> SqlStore::Get(const std::string& owner, const std::string& id) {
  return With(databases_, [&](Database& database) -> absl::StatusOr<v1::Filing> {
    absl::StatusOr<FoundFiling> found = FindFiling(database, owner, id, /*lock=*/false);
    if (!found.ok()) return found.status();
    return std::move(found->filing);
  });
}

absl::StatusOr<FilingPage> SqlStore::List(const ListQuery& query) {
  return With(databases_, [&](Database& database) { return ListFilings(database, query); });
}

absl::StatusOr<std::string> SqlStore::GetBrief(const std::string& owner, const std::string& id) {
  return With(databases_, [&](Database& database) -> absl::StatusOr<std::string> {
    const absl::StatusOr<FoundFiling> found = FindFiling(database, owner, id, /*lock=*/false);
    if (!found.ok()) return found.status();
    Statement row = database.Prepare("SELECT brief FROM briefs WHERE sequence = ?");
    if (row.Bind(1, found->sequence).Step()) return row.Text(0);
    if (!row.status().ok()) return row.status();
    if (!IsFinal(found->filing.state())) {
      return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNoBriefYet,
                          "the filing is not reviewed yet; watch it until it is");
    }
    const std::string why = found->filing.state() == v1::FILING_STATE_FAILED
                                ? found->filing.error().message()
                                : std::string("its review was cancelled");
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNoBrief,
                        "the filing has no brief: " + why);
  });
}

absl::StatusOr<v1::Filing> SqlStore::Cancel(const std::string& owner, const std::string& id) {
  return InTransaction<v1::Filing>(
      databases_, /*alone=*/false, [&](Database& database) -> absl::StatusOr<v1::Filing> {
        const absl::StatusOr<FoundFiling> found = FindFiling(database, owner, id, /*lock=*/true);
        if (!found.ok()) return found.status();
        const v1::Filing& filing = found->filing;
        if (filing.state() == v1::FILING_STATE_CANCELLED) return filing;
        if (IsSettled(filing)) {
          if (filing.ocr_state() == v1::OCR_STATE_CANCELLED) return filing;
          return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonFinal,
                              "the review has ended already; delete the filing instead");
        }
        absl::Status status = SqlJobs(database, server_).Cancel(found->sequence, filing);
        if (status.ok()) status = database.Tell(Notice::kGone, id);
        if (!status.ok()) return status;
        absl::StatusOr<FoundFiling> cancelled = FindFiling(database, owner, id, /*lock=*/false);
        if (!cancelled.ok()) return cancelled.status();
        return std::move(cancelled->filing);
      });
}

absl::StatusOr<v1::Filing> SqlStore::Retry(const std::string& owner, const std::string& id,
                                           const QueueLimits& limits, bool password_given,
                                           int64_t timeout_micros) {
  return InTransaction<v1::Filing>(databases_, /*alone=*/true, [&](Database& database) {
    return EnterAgain(database, server_, owner, id, limits, password_given, timeout_micros);
  });
}

absl::StatusOr<v1::Filing> SqlStore::Delete(const std::string& owner, const std::string& id) {
  absl::StatusOr<v1::Filing> deleted = InTransaction<v1::Filing>(
      databases_, /*alone=*/false,
      [&](Database& database) { return DeleteFiling(database, owner, id, "delete"); });
  if (deleted.ok()) (*Databases::Lease(databases_)).Purge();
  return deleted;
}

absl::StatusOr<v1::Filing> SqlStore::SetLegalHold(const std::string& id, bool hold) {
  return InTransaction<v1::Filing>(databases_, /*alone=*/false, [&](Database& database) {
    return HoldFiling(database, id, hold);
  });
}

absl::StatusOr<std::vector<ExpiredFiling>> SqlStore::DeleteExpired(int64_t age_micros, int limit) {
  using Expired = std::vector<ExpiredFiling>;
  absl::StatusOr<Expired> deleted = InTransaction<Expired>(
      databases_, /*alone=*/true, [&](Database& database) -> absl::StatusOr<Expired> {
        absl::StatusOr<Expired> expired = ExpiredFilings(database, age_micros, limit);
        if (!expired.ok()) return expired;
        for (ExpiredFiling& old : *expired) {
          const std::string id = old.filing.name().substr(std::string("filings/").size());
          absl::StatusOr<v1::Filing> filing = DeleteFiling(database, old.owner, id, "expire");
          if (!filing.ok()) return filing.status();
          old.filing = *std::move(filing);
        }
        return expired;
      });
  if (deleted.ok() && !deleted->empty()) (*Databases::Lease(databases_)).Purge();
  return deleted;
}

absl::StatusOr<std::vector<AuditLine>> SqlStore::Audit(const std::optional<std::string>& owner,
                                                       int64_t before, int limit) {
  return With(databases_,
              [&](Database& database) { return ReadAudit(database, owner, before, limit); });
}

absl::StatusOr<bool> SqlStore::NeedsBlob(const std::string& sha256) {
  return With(databases_, [&](Database& database) -> absl::StatusOr<bool> {
    Statement row = database.Prepare(
        "SELECT 1 FROM filings WHERE sha256 = ? UNION ALL "
        "SELECT 1 FROM documents WHERE sha256 = ? LIMIT 1");
    const bool needed = row.Bind(1, sha256).Bind(2, sha256).Step();
    if (!row.status().ok()) return row.status();
    return needed;
  });
}

absl::StatusOr<std::set<std::string>> SqlStore::ReferencedBlobs() {
  return With(databases_, [&](Database& database) -> absl::StatusOr<std::set<std::string>> {
    std::set<std::string> blobs;
    Statement row =
        database.Prepare("SELECT sha256 FROM filings UNION SELECT sha256 FROM documents");
    while (row.Step()) blobs.insert(row.Text(0));
    if (!row.status().ok()) return row.status();
    return blobs;
  });
}

absl::StatusOr<std::optional<Job>> SqlStore::Claim(JobStage stage, const ClaimLimits& limits,
                                                   std::vector<std::string>& exhausted) {
  return With(databases_, [&](Database& database) {
    return SqlJobs(database, server_).Claim(stage, limits, exhausted);
  });
}

absl::StatusOr<QueueSize> SqlStore::Size() {
  return With(databases_, [&](Database& database) { return SizeOfQueue(database); });
}

absl::StatusOr<std::vector<std::string>> SqlStore::FailOverdue() {
  return With(databases_,
              [&](Database& database) { return SqlJobs(database, server_).FailOverdue(); });
}

absl::Status SqlStore::Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                             int32_t page_count) {
  return With(databases_, [&](Database& database) {
    return SqlJobs(database, server_).Renew(job, lease_seconds, pages_done_count, page_count);
  });
}

absl::Status SqlStore::Release(const Job& job, bool count_attempt, const std::string& reason) {
  return With(databases_, [&](Database& database) {
    return SqlJobs(database, server_).Release(job, count_attempt, reason);
  });
}

absl::Status SqlStore::Complete(const Job& job, const JobResult& result, int64_t ocr_queue_limit) {
  return With(databases_, [&](Database& database) {
    return SqlJobs(database, server_).Complete(job, result, ocr_queue_limit);
  });
}

absl::Status SqlStore::ReleaseAll() {
  return With(databases_,
              [&](Database& database) { return SqlJobs(database, server_).ReleaseAll(); });
}

}  // namespace filing_review::service
