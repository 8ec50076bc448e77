#include "service/store/migrations.h"

#include <chrono>
#include <string>

#include "service/service_error.h"
#include "service/store/embedded_migrations.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

namespace {

absl::Status NewerStore(int64_t done, int64_t known) {
  return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNewerStore,
                      "the store was written by a newer version (schema " + std::to_string(done) +
                          ", known " + std::to_string(known) + "); start that version");
}

}  // namespace

const Migrations& SqliteMigrations() {
  static const Migrations migrations(std::begin(kSqliteMigrations), std::end(kSqliteMigrations));
  return migrations;
}

const Migrations& PostgresMigrations() {
  static const Migrations migrations(std::begin(kPostgresMigrations),
                                     std::end(kPostgresMigrations));
  return migrations;
}

absl::Status CheckSchema(Database& database, const Migrations& migrations) {
  Statement last = database.Prepare("SELECT coalesce(max(number), 0) FROM schema_migrations");
  const int64_t done = last.Step() ? last.Int(0) : 0;
  if (!last.status().ok()) return last.status();
  const auto known = static_cast<int64_t>(migrations.size());
  if (done > known) return NewerStore(done, known);
  if (done == known) return absl::OkStatus();
  return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonStorage,
                      "the store was written by an earlier version (schema " +
                          std::to_string(done) + ", known " + std::to_string(known) +
                          "); start the server of this version on it once");
}

absl::Status Migrate(Database& database, const Migrations& migrations) {
  const auto known = static_cast<int64_t>(migrations.size());
  for (bool changed = false;; changed = true) {
    Transaction transaction(database, /*alone=*/true);
    if (!transaction.begun().ok()) return transaction.begun();
    absl::Status status = database.Execute(
        "CREATE TABLE IF NOT EXISTS schema_migrations ("
        "number BIGINT PRIMARY KEY, applied_micros BIGINT NOT NULL)");
    if (!status.ok()) return status;
    int64_t done = 0;
    {
      Statement last = database.Prepare("SELECT coalesce(max(number), 0) FROM schema_migrations");
      if (last.Step()) done = last.Int(0);
      if (!last.status().ok()) return last.status();
    }
    if (done > known) {
      return NewerStore(done, known);
    }
    if (done == known) {
      status = transaction.Commit();
      if (status.ok() && changed) database.Purge();  // what a migration removed
      return status;
    }
    status = database.Execute(std::string(migrations[static_cast<size_t>(done)]));
    if (!status.ok()) return status;
    const absl::StatusOr<int64_t> now = database.NowMicros();
    if (!now.ok()) return now.status();
    status =
        database.Prepare("INSERT INTO schema_migrations (number, applied_micros) VALUES (?, ?)")
            .Bind(1, done + 1)
            .Bind(2, *now)
            .Run();
    if (!status.ok()) return status;
    status = transaction.Commit();
    if (!status.ok()) return status;
  }
}

}  // namespace filing_review::service
