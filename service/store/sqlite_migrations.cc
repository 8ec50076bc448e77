#include "service/store/sqlite_migrations.h"

#include <chrono>
#include <string>

#include "service/service_error.h"
#include "service/store/sqlite_database.h"

namespace filing_review::service {

namespace {

// Step n of the schema is kSteps[n - 1]. Times are microseconds since 1970 UTC; `state` is
// FilingState, `listing_venue` ListingVenue.
constexpr const char* kSteps[] = {
    R"(
    CREATE TABLE filings (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,  -- order of submission
      id TEXT NOT NULL UNIQUE,
      owner TEXT NOT NULL,
      request_id TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      display_name TEXT NOT NULL,
      listing_venue INTEGER NOT NULL,
      filing_date TEXT NOT NULL,
      password TEXT NOT NULL,                      -- emptied when the review ends
      state INTEGER NOT NULL,
      page_count INTEGER NOT NULL DEFAULT 0,
      pages_done_count INTEGER NOT NULL DEFAULT 0,
      error_reason TEXT NOT NULL DEFAULT '',
      error_message TEXT NOT NULL DEFAULT '',
      create_micros INTEGER NOT NULL,
      update_micros INTEGER NOT NULL
    );
    CREATE UNIQUE INDEX filings_by_request ON filings (owner, request_id) WHERE request_id <> '';
    CREATE INDEX filings_by_bytes ON filings (sha256, owner);
    CREATE TABLE jobs (
      sequence INTEGER PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
      attempts INTEGER NOT NULL DEFAULT 0,
      token TEXT NOT NULL DEFAULT '',              -- of the claim; empty: nobody holds it
      lease_until_micros INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE briefs (
      sequence INTEGER PRIMARY KEY REFERENCES filings (sequence) ON DELETE CASCADE,
      brief BLOB NOT NULL                          -- ReviewBrief, deterministic serialisation
    );
    )",
    // Passwords stay in memory (service/submitted_passwords.h).
    R"(
    ALTER TABLE filings ADD COLUMN password_given INTEGER NOT NULL DEFAULT 0;
    UPDATE filings SET password_given = password <> '', password = '';
    ALTER TABLE filings DROP COLUMN password;
    )",
    // Further documents of a filing; filings keeps the main one.
    R"(
    CREATE TABLE documents (
      sequence INTEGER NOT NULL REFERENCES filings (sequence) ON DELETE CASCADE,
      position INTEGER NOT NULL,                   -- from 0, as submitted
      role INTEGER NOT NULL,                       -- DocumentRole
      sha256 TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      display_name TEXT NOT NULL,
      PRIMARY KEY (sequence, position)
    );
    CREATE INDEX documents_by_bytes ON documents (sha256);
    ALTER TABLE filings ADD COLUMN documents_digest TEXT NOT NULL DEFAULT '';
    )",
    // Recognition of pages, after the first revision of a brief.
    R"(
    ALTER TABLE filings ADD COLUMN ocr_mode INTEGER NOT NULL DEFAULT 0;   -- OcrMode, as submitted
    ALTER TABLE filings ADD COLUMN ocr_state INTEGER NOT NULL DEFAULT 0;  -- OcrState
    ALTER TABLE filings ADD COLUMN ocr_error_reason TEXT NOT NULL DEFAULT '';
    ALTER TABLE filings ADD COLUMN ocr_error_message TEXT NOT NULL DEFAULT '';
    ALTER TABLE filings ADD COLUMN brief_revision INTEGER NOT NULL DEFAULT 0;
    UPDATE filings SET brief_revision = 1 WHERE sequence IN (SELECT sequence FROM briefs);
    ALTER TABLE jobs ADD COLUMN stage INTEGER NOT NULL DEFAULT 1;         -- JobStage
    )",
};

}  // namespace

absl::Status Migrate(Database& database) {
  absl::Status status = database.Execute(
      "CREATE TABLE IF NOT EXISTS schema_migrations ("
      "number INTEGER PRIMARY KEY, applied_micros INTEGER NOT NULL)");
  if (!status.ok()) return status;
  int64_t done = 0;
  {
    Statement last = database.Prepare("SELECT coalesce(max(number), 0) FROM schema_migrations");
    if (last.Step()) done = last.Int(0);
    if (!last.status().ok()) return last.status();
  }
  const auto known = static_cast<int64_t>(std::size(kSteps));
  if (done > known) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonStorage,
                        "the store was written by a newer version (schema " + std::to_string(done) +
                            ", known " + std::to_string(known) + "); start that version");
  }
  for (int64_t number = done + 1; number <= known; ++number) {
    Transaction transaction(database);
    if (!transaction.begun().ok()) return transaction.begun();
    status = database.Execute(kSteps[number - 1]);
    if (!status.ok()) return status;
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    status = database.Prepare("INSERT INTO schema_migrations VALUES (?, ?)")
                 .Bind(1, number)
                 .Bind(2, int64_t{now.count()})
                 .Run();
    if (!status.ok()) return status;
    status = transaction.Commit();
    if (!status.ok()) return status;
  }
  // What a step removed must not stay in the log file.
  return done < known ? database.Execute("PRAGMA wal_checkpoint(TRUNCATE)") : absl::OkStatus();
}

}  // namespace filing_review::service
