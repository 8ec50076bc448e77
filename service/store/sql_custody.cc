#include "service/store/sql_custody.h"

#include "service/service_error.h"
#include "service/store/filing_rows.h"

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
  {
    Statement row = database.Prepare("SELECT legal_hold FROM filings WHERE sequence = ?");
    const bool held = row.Bind(1, found->sequence).Step() && row.Int(0) != 0;
    if (!row.status().ok()) return row.status();
    if (held) {
      return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonLegalHold,
                          "filings/" + id + " is on legal hold; release the hold first");
    }
  }
  absl::Status status =
      database.Prepare("DELETE FROM filings WHERE sequence = ?").Bind(1, found->sequence).Run();
  if (status.ok()) status = AddAuditLine(database, owner, id, action);
  if (status.ok()) status = database.Tell(Notice::kGone, id);
  if (!status.ok()) return status;
  return found->filing;
}

absl::StatusOr<std::vector<ExpiredFiling>> ExpiredFilings(Database& database,
                                                          int64_t created_before, int limit) {
  Statement row = database.Prepare(
      "SELECT " FILING_REVIEW_FILING_COLUMNS
      ", f.owner FROM filings f WHERE f.create_micros < ? AND f.legal_hold = 0 AND NOT EXISTS "
      "(SELECT 1 FROM jobs j WHERE j.sequence = f.sequence) "
      "ORDER BY f.create_micros, f.sequence LIMIT ?");
  row.Bind(1, created_before).Bind(2, int64_t{limit});
  std::vector<ExpiredFiling> expired;
  while (row.Step()) expired.push_back({row.Text(16), ReadFiling(row)});
  if (!row.status().ok()) return row.status();
  return expired;
}

absl::Status HoldFiling(Database& database, const std::string& owner, const std::string& id,
                        bool hold) {
  const absl::StatusOr<FoundFiling> found = FindFiling(database, owner, id, /*lock=*/true);
  if (!found.ok()) return found.status();
  const absl::Status status =
      database.Prepare("UPDATE filings SET legal_hold = ? WHERE sequence = ?")
          .Bind(1, int64_t{hold})
          .Bind(2, found->sequence)
          .Run();
  return status.ok() ? AddAuditLine(database, owner, id, hold ? "hold" : "release_hold") : status;
}

absl::StatusOr<std::vector<AuditLine>> ReadAudit(Database& database,
                                                 const std::optional<std::string>& owner,
                                                 int limit) {
  Statement row = database.Prepare(
      std::string("SELECT at_micros, owner, filing_id, action FROM audit ") +
      (owner.has_value() ? "WHERE owner = ? " : "") + "ORDER BY number DESC LIMIT ?");
  int at = 0;
  if (owner.has_value()) row.Bind(++at, *owner);
  row.Bind(++at, int64_t{limit});
  std::vector<AuditLine> lines;
  while (row.Step()) lines.push_back({row.Int(0), row.Text(1), row.Text(2), row.Text(3)});
  if (!row.status().ok()) return row.status();
  return lines;
}

}  // namespace filing_review::service
