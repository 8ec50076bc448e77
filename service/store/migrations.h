// The stored form of filings, jobs and briefs, as numbered files of SQL:
// service/store/migrations/{sqlite,postgres}/0001_….sql. A file that was released is never changed;
// a new one is added after it. They are part of the program.
#pragma once

#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace filing_review::service {

class Database;

// The n-th one makes schema n + 1 of schema n.
using Migrations = std::vector<std::string_view>;
const Migrations& SqliteMigrations();
const Migrations& PostgresMigrations();

// FAILED_PRECONDITION newer_store, or storage where a server has to migrate it first.
absl::Status CheckSchema(Database& database, const Migrations& migrations);

// Runs the migrations that the database does not have yet, each in its transaction, and notes them
// in the table schema_migrations; servers that start together do it once. FAILED_PRECONDITION
// newer_store where a newer program wrote it; nothing is changed then.
absl::Status Migrate(Database& database, const Migrations& migrations);

}  // namespace filing_review::service
