// SQLite behind the face of sql_database.h: one file with WAL and synchronous=FULL.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <memory>
#include <string>

#include "service/store/sql_database.h"

namespace filing_review::service {

// Microseconds; what they count from is said where one is asked for.
using Clock = std::function<int64_t()>;

class SqliteDatabase : public Database {
 public:
  // Opens or creates a file. `now` counts from 1970 UTC; `lease_clock` from anywhere, and is not
  // set.
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(const std::string& path, Clock now,
                                                              Clock lease_clock);
  ~SqliteDatabase() override;

  Statement Prepare(const std::string& sql) override;
  absl::Status Execute(const std::string& sql) override;
  absl::Status Begin(bool alone) override { return Execute("BEGIN IMMEDIATE"); }
  absl::StatusOr<int64_t> NowMicros() override { return now_(); }
  absl::StatusOr<int64_t> LeaseMicros() override { return lease_clock_(); }
  // Its server is alone and hears its own changes without it.
  absl::Status Tell(Notice notice, const std::string& filing_id) override {
    return absl::OkStatus();
  }
  // secure_delete has zeroed the pages; their older forms in the log go too. Where a back-up that
  // is being written holds the log, the next call does it.
  void Purge() override;
  absl::Status Revive() override { return absl::OkStatus(); }

  // Writes a copy of the database as it is now to a new file.
  absl::Status CopyTo(const std::string& path);

 private:
  SqliteDatabase(sqlite3* handle, Clock now, Clock lease_clock)
      : handle_(handle), now_(std::move(now)), lease_clock_(std::move(lease_clock)) {}
  sqlite3* handle_;
  const Clock now_;
  const Clock lease_clock_;
};

}  // namespace filing_review::service
