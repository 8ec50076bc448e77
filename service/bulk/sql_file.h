// A SQLite file that is written once, in one go, or only read: the index of a bulk run.
//
//   absl::StatusOr<std::unique_ptr<SqlFile>> file = SqlFile::Open(path, SqlFile::kCreate);
//   SqlRows insert = (*file)->Prepare("INSERT INTO filings VALUES (?, ?)");
//   insert.Bind(1, id).Bind(2, int64_t{12}).Next();  insert.Reset();
//   (*file)->status()                                // sticks: look at it once
//
// A file is made without a journal of SQLite's own, so that the same rows give the same bytes. Not
// thread-safe.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace filing_review::service {

class SqlFile;

class SqlRows {
 public:
  SqlRows(SqlFile& file, const std::string& sql);
  ~SqlRows();
  SqlRows(const SqlRows&) = delete;
  SqlRows& operator=(const SqlRows&) = delete;

  // Parameters are numbered from 1; without a value they are NULL.
  SqlRows& Bind(int index, std::string_view text);
  SqlRows& Bind(int index, int64_t number);
  SqlRows& Bind(int index, double number);
  // True while there is a row.
  bool Next();
  void Reset();

  // Columns are numbered from 0.
  int columns() const { return sqlite3_column_count(statement_); }
  std::string Name(int column) const;
  bool IsText(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_TEXT; }
  std::string Text(int column) const;
  int64_t Int(int column) const { return sqlite3_column_int64(statement_, column); }
  double Real(int column) const { return sqlite3_column_double(statement_, column); }

 private:
  SqlFile& file_;
  sqlite3_stmt* statement_ = nullptr;
};

class SqlFile {
 public:
  enum Mode { kCreate, kRead };
  // kCreate: `path` must not be there. UNAVAILABLE storage; NOT_FOUND where a file to read is not
  // there.
  static absl::StatusOr<std::unique_ptr<SqlFile>> Open(const std::string& path, Mode mode);
  ~SqlFile() { sqlite3_close_v2(handle_); }

  void Execute(const std::string& sql);
  // The first error.
  const absl::Status& status() const { return status_; }

 private:
  friend class SqlRows;
  SqlFile(sqlite3* handle, std::string path) : handle_(handle), path_(std::move(path)) {}
  void Check(int code);
  sqlite3* handle_;
  const std::string path_;
  absl::Status status_;
};

}  // namespace filing_review::service
