// PostgreSQL behind the face of sql_database.h, on libpq.
//
// Time is the database's, for leases and for what callers see: servers whose clocks differ agree.
// Texts that PostgreSQL cannot hold (a NUL) are stored with U+FFFD in its place.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>

#include "service/store/sql_database.h"

namespace filing_review::service {

class PostgresDatabase : public Database {
 public:
  // A URL, postgresql://USER@HOST:PORT/NAME, or words like "host=DIR dbname=NAME". INVALID_ARGUMENT
  // bad_database_url, which does not repeat it, since it may hold a password; UNAVAILABLE storage.
  static absl::StatusOr<std::unique_ptr<PostgresDatabase>> Connect(const std::string& url);
  ~PostgresDatabase() override;

  Statement Prepare(const std::string& sql) override;
  absl::Status Execute(const std::string& sql) override;
  absl::Status Begin(bool alone) override;
  absl::StatusOr<int64_t> NowMicros() override;
  absl::StatusOr<int64_t> LeaseMicros() override { return NowMicros(); }
  absl::Status Tell(Notice notice, const std::string& filing_id) override;
  void Purge() override {}
  absl::Status Revive() override;

  PGconn* connection() { return connection_; }

 private:
  explicit PostgresDatabase(PGconn* connection) : connection_(connection) {}
  absl::Status SetUp();
  PGconn* connection_;
};

// True where the URL holds a password. INVALID_ARGUMENT bad_database_url.
absl::StatusOr<bool> HasPassword(const std::string& url);

// The channel of NOTIFY; the payload is a Notice and a filing's id.
inline constexpr char kNoticeChannel[] = "filing_review";

}  // namespace filing_review::service
