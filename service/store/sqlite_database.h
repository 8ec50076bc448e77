// A thin C++ face of SQLite: statements that are finalised, errors as absl::Status.
//
//   Statement get = database.Prepare("SELECT state FROM filings WHERE id = ?");
//   get.Bind(1, id);
//   if (get.Step()) state = get.Int(0);
//   if (!get.status().ok()) …
//
// Errors stick to the statement: bind, step and read on, look at status() once. Not thread-safe:
// the owner holds one mutex around a database and its statements.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace filing_review::service {

class Statement {
 public:
  Statement(sqlite3* database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Parameters are numbered from 1.
  Statement& Bind(int index, int64_t value);
  Statement& Bind(int index, std::string_view text);
  Statement& BindBlob(int index, std::string_view bytes);

  // True while there is a row to read.
  bool Step();
  // Runs a statement that gives no row.
  absl::Status Run();

  // Columns of the row are numbered from 0.
  int64_t Int(int column) const;
  std::string Text(int column) const;

  const absl::Status& status() const { return status_; }

 private:
  void Check(int code);
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  absl::Status status_;
};

class Database {
 public:
  // Opens or creates a file with WAL and synchronous=FULL and runs the migrations of
  // service/store/sqlite_migrations.h.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path);
  ~Database();

  Statement Prepare(const char* sql) { return Statement(handle_, sql); }
  absl::Status Execute(const char* sql);
  // Rows changed by the last statement.
  int Changes() const { return sqlite3_changes(handle_); }

 private:
  explicit Database(sqlite3* handle) : handle_(handle) {}
  sqlite3* handle_;
};

// Rolls back at the end of its scope unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  // The error of BEGIN, where there was one.
  const absl::Status& begun() const { return begun_; }
  absl::Status Commit();

 private:
  Database& database_;
  absl::Status begun_;
  bool open_ = false;
};

}  // namespace filing_review::service
