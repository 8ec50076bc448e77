// How long filings are kept: deletion, retention, legal hold, and the audit of it. Each call but
// those for reading runs inside the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/store/filing_store.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

// FAILED_PRECONDITION legal_hold. The caller commits and purges.
absl::StatusOr<v1::Filing> DeleteFiling(Database& database, const std::string& owner,
                                        const std::string& id, const std::string& action);

// Filings submitted more than `age_micros` ago that wait for nothing and are not on hold, the
// oldest first, without their documents.
absl::StatusOr<std::vector<ExpiredFiling>> ExpiredFilings(Database& database, int64_t age_micros,
                                                          int limit);

// Of any owner. Where nothing changes, there is no line in the audit.
absl::StatusOr<v1::Filing> HoldFiling(Database& database, const std::string& id, bool hold);

absl::Status AddAuditLine(Database& database, const std::string& owner, const std::string& id,
                          const std::string& action);

absl::StatusOr<std::vector<AuditLine>> ReadAudit(Database& database,
                                                 const std::optional<std::string>& owner,
                                                 int64_t before, int limit);

}  // namespace filing_review::service
