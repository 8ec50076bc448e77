#include "service/bulk/sql_file.h"

#include <unistd.h>

#include "service/service_error.h"

namespace filing_review::service {

SqlRows::SqlRows(SqlFile& file, const std::string& sql) : file_(file) {
  file_.Check(sqlite3_prepare_v2(file_.handle_, sql.c_str(), -1, &statement_, nullptr));
}

SqlRows::~SqlRows() { sqlite3_finalize(statement_); }

SqlRows& SqlRows::Bind(int index, std::string_view text) {
  file_.Check(sqlite3_bind_text64(statement_, index, text.data() == nullptr ? "" : text.data(),
                                  text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

SqlRows& SqlRows::Bind(int index, int64_t number) {
  file_.Check(sqlite3_bind_int64(statement_, index, number));
  return *this;
}

SqlRows& SqlRows::Bind(int index, double number) {
  file_.Check(sqlite3_bind_double(statement_, index, number));
  return *this;
}

bool SqlRows::Next() {
  if (!file_.status_.ok()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) file_.Check(code);
  return false;
}

void SqlRows::Reset() {
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

std::string SqlRows::Name(int column) const { return sqlite3_column_name(statement_, column); }

std::string SqlRows::Text(int column) const {
  const unsigned char* text = sqlite3_column_text(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return text == nullptr
             ? std::string()
             : std::string(reinterpret_cast<const char*>(text), static_cast<size_t>(size));
}

absl::StatusOr<std::unique_ptr<SqlFile>> SqlFile::Open(const std::string& path, Mode mode) {
  if (mode == kRead && access(path.c_str(), R_OK) != 0) {
    return ServiceError(absl::StatusCode::kNotFound, "no_index",
                        path + " is not there; let filing-review bulk finish first");
  }
  sqlite3* handle = nullptr;
  const int flags =
      mode == kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<SqlFile> file(new SqlFile(handle, path));
  file->Check(code);
  if (mode == kCreate) {
    file->Execute("PRAGMA journal_mode=OFF");
    file->Execute("PRAGMA synchronous=OFF");
    file->Execute("BEGIN");
  }
  if (!file->status().ok()) return file->status();
  return file;
}

void SqlFile::Execute(const std::string& sql) {
  if (status_.ok()) Check(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr));
}

void SqlFile::Check(int code) {
  if (code == SQLITE_OK || !status_.ok()) return;
  status_ = ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                         path_ + ": " + sqlite3_errmsg(handle_) + "; check the disk");
}

}  // namespace filing_review::service
