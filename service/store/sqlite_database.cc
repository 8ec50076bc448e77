#include "service/store/sqlite_database.h"

#include "service/service_error.h"
#include "service/store/sqlite_migrations.h"

namespace filing_review::service {

namespace {

absl::Status SqliteError(sqlite3* database) {
  return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                      std::string("the filing store failed: ") + sqlite3_errmsg(database) +
                          "; check the disk of --data-dir");
}

}  // namespace

Statement::Statement(sqlite3* database, const char* sql) : database_(database) {
  Check(sqlite3_prepare_v2(database_, sql, -1, &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::Check(int code) {
  if (code != SQLITE_OK && status_.ok()) status_ = SqliteError(database_);
}

Statement& Statement::Bind(int index, int64_t value) {
  if (status_.ok()) Check(sqlite3_bind_int64(statement_, index, value));
  return *this;
}

Statement& Statement::Bind(int index, std::string_view text) {
  if (status_.ok()) {
    Check(sqlite3_bind_text64(statement_, index, text.data() == nullptr ? "" : text.data(),
                              text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  }
  return *this;
}

Statement& Statement::BindBlob(int index, std::string_view bytes) {
  if (status_.ok()) {
    Check(sqlite3_bind_blob64(statement_, index, bytes.data() == nullptr ? "" : bytes.data(),
                              bytes.size(), SQLITE_TRANSIENT));
  }
  return *this;
}

bool Statement::Step() {
  if (!status_.ok()) return false;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) Check(code);
  return false;
}

absl::Status Statement::Run() {
  Step();
  return status_;
}

int64_t Statement::Int(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::Text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int n = sqlite3_column_bytes(statement_, column);
  return bytes == nullptr ? std::string()
                          : std::string(static_cast<const char*>(bytes), static_cast<size_t>(n));
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& path) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Database> database(new Database(handle));
  if (code != SQLITE_OK) return SqliteError(handle);
  sqlite3_busy_timeout(handle, 10'000);
  for (const char* pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                             "PRAGMA foreign_keys=ON", "PRAGMA secure_delete=ON"}) {
    if (const absl::Status status = database->Execute(pragma); !status.ok()) return status;
  }
  if (const absl::Status status = Migrate(*database); !status.ok()) return status;
  return database;
}

Database::~Database() { sqlite3_close_v2(handle_); }

absl::Status Database::Execute(const char* sql) {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return SqliteError(handle_);
  }
  return absl::OkStatus();
}

Transaction::Transaction(Database& database)
    : database_(database), begun_(database.Execute("BEGIN IMMEDIATE")), open_(begun_.ok()) {}

Transaction::~Transaction() {
  if (open_) database_.Execute("ROLLBACK").IgnoreError();
}

absl::Status Transaction::Commit() {
  absl::Status status = database_.Execute("COMMIT");
  if (status.ok()) open_ = false;
  return status;
}

}  // namespace filing_review::service
