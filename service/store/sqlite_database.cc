#include "service/store/sqlite_database.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "service/service_error.h"

namespace filing_review::service {

namespace {

absl::Status SqliteError(sqlite3* database) {
  return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                      std::string("the filing store failed: ") + sqlite3_errmsg(database) +
                          "; check the disk of --data-dir");
}

class SqliteStatement : public PreparedStatement {
 public:
  SqliteStatement(sqlite3* database, const std::string& sql) : database_(database) {
    Check(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement_, nullptr));
  }
  ~SqliteStatement() override { sqlite3_finalize(statement_); }

  void Bind(int index, int64_t value) override {
    if (status_.ok()) Check(sqlite3_bind_int64(statement_, index, value));
  }
  void Bind(int index, std::string_view text) override {
    if (!status_.ok()) return;
    Check(sqlite3_bind_text64(statement_, index, text.data() == nullptr ? "" : text.data(),
                              text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  void BindBlob(int index, std::string_view bytes) override {
    if (!status_.ok()) return;
    Check(sqlite3_bind_blob64(statement_, index, bytes.data() == nullptr ? "" : bytes.data(),
                              bytes.size(), SQLITE_TRANSIENT));
  }
  bool Step() override {
    if (!status_.ok()) return false;
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) Check(code);
    return false;
  }
  int64_t Int(int column) const override { return sqlite3_column_int64(statement_, column); }
  std::string Text(int column) const override {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int n = sqlite3_column_bytes(statement_, column);
    return bytes == nullptr ? std::string()
                            : std::string(static_cast<const char*>(bytes), static_cast<size_t>(n));
  }
  const absl::Status& status() const override { return status_; }

 private:
  void Check(int code) {
    if (code != SQLITE_OK && status_.ok()) status_ = SqliteError(database_);
  }
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  absl::Status status_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(const std::string& path,
                                                                     Clock now, Clock lease_clock) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<SqliteDatabase> database(
      new SqliteDatabase(handle, std::move(now), std::move(lease_clock)));
  if (code != SQLITE_OK) return SqliteError(handle);
  sqlite3_busy_timeout(handle, 10'000);
  for (const char* pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                             "PRAGMA foreign_keys=ON", "PRAGMA secure_delete=ON"}) {
    if (const absl::Status status = database->Execute(pragma); !status.ok()) return status;
  }
  return database;
}

SqliteDatabase::~SqliteDatabase() { sqlite3_close_v2(handle_); }

Statement SqliteDatabase::Prepare(const std::string& sql) {
  return Statement(std::make_unique<SqliteStatement>(handle_, sql));
}

absl::Status SqliteDatabase::Execute(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    return SqliteError(handle_);
  }
  return absl::OkStatus();
}

void SqliteDatabase::Purge() {
  Execute("PRAGMA wal_checkpoint(TRUNCATE)").IgnoreError();  // what is busy now is free later
}

absl::Status SqliteDatabase::CopyTo(const std::string& path) {
  sqlite3* copy = nullptr;
  absl::Status status;
  if (sqlite3_open_v2(path.c_str(), &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) !=
      SQLITE_OK) {
    status = SqliteError(copy);
  } else if (sqlite3_backup* backup = sqlite3_backup_init(copy, "main", handle_, "main");
             backup == nullptr) {
    status = SqliteError(copy);
  } else {
    int code = SQLITE_OK;
    do {  // all pages in one step: it is one moment of the store
      code = sqlite3_backup_step(backup, -1);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(20);
    } while (code == SQLITE_BUSY || code == SQLITE_LOCKED);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) status = SqliteError(copy);
  }
  sqlite3_close_v2(copy);
  return status;
}

}  // namespace filing_review::service
