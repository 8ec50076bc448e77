// The stored form of filings, jobs and briefs in SQLite, as numbered steps. docs/ describe the
// tables; a step that was released is never changed, a new one is added after it.
#pragma once

#include "absl/status/status.h"

namespace filing_review::service {

class Database;

// Runs the steps that the database does not have yet, each in its transaction, and notes them in
// the table schema_migrations. FAILED_PRECONDITION where a newer program wrote it.
absl::Status Migrate(Database& database);

}  // namespace filing_review::service
