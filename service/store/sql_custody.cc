#include "service/store/sql_custody.h"

#include <utility>

#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/sql_reviews.h"

namespace filing_review::service {

absl::Status AddAuditLine(Database& database, const std::string& owner, const std::string& id,
                          const std::string& action) {
  const absl::StatusOr<int64_t> now = database.NowMicros();
  if (!now.ok()) return now.status();
  return database
      .Prepare("INSERT INTO audit (at_micros, owner, filing_id, action) VALUES (?, ?, ?, ?)")
      .Bind(1, *now)
      .Bind(2, owner)
      .Bind(3, id)
      .Bind(4, action)
      .Run();
}

absl::StatusOr<v1::Filing> DeleteFiling(Database& database, const std::string& owner,
                                        const std::string& id, const std::string& action) {
  const absl::StatusOr<FoundFiling> found = FindFiling(database, owner, id, /*lock=*/true);
  if (!found.ok()) return found.status();
  if (found->filing.legal_hold()) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonLegalHold,
                        "filings/" + id + " is on legal hold; release the hold first");
  }
  const absl::StatusOr<bool> reviewed = HasReview(database, found->sequence);
  if (!reviewed.ok()) return reviewed.status();
  absl::Status status =
      database.Prepare("DELETE FROM filings WHERE sequence = ?").Bind(1, found->sequence).Run();
  if (status.ok() && *reviewed) status = AddAuditLine(database, owner, id, "delete_review");
  if (status.ok()) status = AddAuditLine(database, owner, id, action);
  if (status.ok()) status = database.Tell(Notice::kGone, id);
  if (!status.ok()) return status;
  return found->filing;
}

absl::StatusOr<std::vector<ExpiredFiling>> ExpiredFilings(Database& database, int64_t age_micros,
                                                          int limit) {
  const absl::StatusOr<int64_t> now = database.NowMicros();
  if (!now.ok()) return now.status();
  Statement row = database.Prepare(
      "SELECT " FILING_REVIEW_FILING_COLUMNS
      ", f.owner FROM filings f WHERE f.create_micros < ? AND f.legal_hold = 0 AND NOT EXISTS "
      "(SELECT 1 FROM jobs j WHERE j.sequence = f.sequence) "
      "ORDER BY f.create_micros, f.sequence LIMIT ?");
  row.Bind(1, *now - age_micros).Bind(2, int64_t{limit});
  std::vector<ExpiredFiling> expired;
  while (row.Step()) expired.push_back({row.Text(17), ReadFiling(row)});
  if (!row.status().ok()) return row.status();
  return expired;
}

absl::StatusOr<v1::Filing> HoldFiling(Database& database, const std::string& id, bool hold) {
  std::string owner;
  {
    Statement row = database.Prepare("SELECT owner FROM filings WHERE id = ?");
    const bool there = row.Bind(1, id).Step();
    if (!row.status().ok()) return row.status();
    if (!there) return NoSuchFiling(id);
    owner = row.Text(0);
  }
  absl::StatusOr<FoundFiling> found = FindFiling(database, owner, id, /*lock=*/true);
  if (!found.ok()) return found.status();
  v1::Filing& filing = found->filing;
  if (filing.legal_hold() == hold) return std::move(filing);
  absl::Status status = database.Prepare("UPDATE filings SET legal_hold = ? WHERE sequence = ?")
                            .Bind(1, int64_t{hold})
                            .Bind(2, found->sequence)
                            .Run();
  if (status.ok()) status = AddAuditLine(database, owner, id, hold ? "hold" : "release_hold");
  if (!status.ok()) return status;
  filing.set_legal_hold(hold);
  return std::move(filing);
}

absl::StatusOr<std::vector<AuditLine>> ReadAudit(Database& database,
                                                 const std::optional<std::string>& owner,
                                                 int64_t before, int limit) {
  Statement row = database.Prepare(
      std::string("SELECT number, at_micros, owner, filing_id, action FROM audit "
                  "WHERE number < ? ") +
      (owner.has_value() ? "AND owner = ? " : "") + "ORDER BY number DESC LIMIT ?");
  int at = 0;
  row.Bind(++at, before);
  if (owner.has_value()) row.Bind(++at, *owner);
  row.Bind(++at, int64_t{limit});
  std::vector<AuditLine> lines;
  while (row.Step())
    lines.push_back({row.Int(0), row.Int(1), row.Text(2), row.Text(3), row.Text(4)});
  if (!row.status().ok()) return row.status();
  return lines;
}

}  // namespace filing_review::service
