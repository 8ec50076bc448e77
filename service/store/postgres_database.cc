#include "service/store/postgres_database.h"

#include <endian.h>

#include <cstring>
#include <utility>
#include <vector>

#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr Oid kInt8 = 20, kText = 25, kBytes = 17;
// Key of the advisory lock of transactions that run alone.
constexpr char kAloneLock[] = "SELECT pg_advisory_xact_lock(7310021)";

struct FreeResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, FreeResult>;

absl::Status PostgresError(const PGconn* connection) {
  std::string message = PQerrorMessage(connection);
  while (!message.empty() && message.back() == '\n') message.pop_back();
  for (char& c : message) c = c == '\n' ? ' ' : c;
  return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                      "the database failed: " + message + "; check the server of --database");
}

absl::Status BadUrl() {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadDatabaseUrl,
                      "the database URL cannot be read; it is postgresql://USER@HOST:PORT/NAME");
}

// "?" becomes "$1", "$2", …, and what /*postgres …*/ holds is read.
std::string SqlOf(const std::string& sql) {
  static constexpr std::string_view kOpen = "/*postgres";
  std::string out;
  int parameters = 0;
  bool in_text = false, in_comment = false;
  for (size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') in_text = !in_text;
    if (sql[i] == '?' && !in_text) {
      out += "$" + std::to_string(++parameters);
    } else if (!in_text && sql.compare(i, kOpen.size(), kOpen) == 0) {
      i += kOpen.size() - 1;
      in_comment = true;
    } else if (in_comment && sql.compare(i, 2, "*/") == 0) {
      ++i;
      in_comment = false;
    } else {
      out += sql[i];
    }
  }
  return out;
}

class PostgresStatement : public PreparedStatement {
 public:
  PostgresStatement(PGconn* connection, const std::string& sql)
      : connection_(connection), sql_(SqlOf(sql)) {}

  void Bind(int index, int64_t value) override {
    const uint64_t wire = htobe64(static_cast<uint64_t>(value));
    std::string bytes(sizeof(wire), '\0');
    std::memcpy(bytes.data(), &wire, sizeof(wire));
    Set(index, kInt8, std::move(bytes));
  }
  void Bind(int index, std::string_view text) override {
    std::string stored;
    for (const char c : text) {
      if (c == '\0') {
        stored += "\xEF\xBF\xBD";
      } else {
        stored += c;
      }
    }
    Set(index, kText, std::move(stored));
  }
  void BindBlob(int index, std::string_view bytes) override {
    Set(index, kBytes, std::string(bytes));
  }

  bool Step() override {
    if (!status_.ok()) return false;
    if (result_ == nullptr) Run();
    return status_.ok() && ++row_ < PQntuples(result_.get());
  }

  int64_t Int(int column) const override {
    uint64_t value = 0;
    const auto* bytes =
        reinterpret_cast<const unsigned char*>(PQgetvalue(result_.get(), row_, column));
    const int n = PQgetlength(result_.get(), row_, column);
    for (int i = 0; i < n; ++i) value = value << 8 | bytes[i];
    return n == 4 ? static_cast<int32_t>(value) : static_cast<int64_t>(value);
  }
  std::string Text(int column) const override {
    return std::string(PQgetvalue(result_.get(), row_, column),
                       static_cast<size_t>(PQgetlength(result_.get(), row_, column)));
  }
  const absl::Status& status() const override { return status_; }

 private:
  void Set(int index, Oid type, std::string bytes) {
    const auto size = static_cast<size_t>(index);
    if (values_.size() < size) {
      values_.resize(size);
      types_.resize(size, kInt8);
    }
    values_[size - 1] = std::move(bytes);
    types_[size - 1] = type;
  }

  void Run() {
    std::vector<const char*> values;
    std::vector<int> lengths;
    for (const std::string& value : values_) {
      values.push_back(value.data());
      lengths.push_back(static_cast<int>(value.size()));
    }
    const std::vector<int> binary(values_.size(), 1);
    result_.reset(PQexecParams(connection_, sql_.c_str(), static_cast<int>(values.size()),
                               types_.data(), values.data(), lengths.data(), binary.data(),
                               /*resultFormat=*/1));
    const ExecStatusType code = PQresultStatus(result_.get());
    if (code != PGRES_TUPLES_OK && code != PGRES_COMMAND_OK) status_ = PostgresError(connection_);
  }

  PGconn* const connection_;
  const std::string sql_;
  std::vector<std::string> values_;
  std::vector<Oid> types_;
  Result result_;
  int row_ = -1;
  absl::Status status_;
};

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

}  // namespace

absl::StatusOr<bool> HasPassword(const std::string& url) {
  const Options options(PQconninfoParse(url.c_str(), nullptr));
  if (options == nullptr) return BadUrl();
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (std::string_view(option->keyword) == "password" && option->val != nullptr) return true;
  }
  return false;
}

absl::StatusOr<std::unique_ptr<PostgresDatabase>> PostgresDatabase::Connect(
    const std::string& url) {
  if (const absl::StatusOr<bool> read = HasPassword(url); !read.ok()) return read.status();
  // The URL's own words go before those that stand in front of it.
  const char* const keywords[] = {"connect_timeout", "application_name", "client_encoding",
                                  "dbname", nullptr};
  const char* const values[] = {"10", "filing-review", "UTF8", url.c_str(), nullptr};
  std::unique_ptr<PostgresDatabase> database(
      new PostgresDatabase(PQconnectdbParams(keywords, values, /*expand_dbname=*/1)));
  if (PQstatus(database->connection_) != CONNECTION_OK) {
    return PostgresError(database->connection_);
  }
  if (const absl::Status status = database->SetUp(); !status.ok()) return status;
  return database;
}

PostgresDatabase::~PostgresDatabase() { PQfinish(connection_); }

absl::Status PostgresDatabase::SetUp() {
  // A notice of the server is no line of our log.
  PQsetNoticeProcessor(
      connection_, [](void*, const char*) {}, nullptr);
  return Execute(
      "SET synchronous_commit = on; SET lock_timeout = '20s'; SET statement_timeout = '60s'; "
      "SET idle_in_transaction_session_timeout = '60s'");
}

absl::Status PostgresDatabase::Revive() {
  if (PQstatus(connection_) == CONNECTION_OK) return absl::OkStatus();
  PQreset(connection_);
  if (PQstatus(connection_) != CONNECTION_OK) return PostgresError(connection_);
  return SetUp();
}

Statement PostgresDatabase::Prepare(const std::string& sql) {
  return Statement(std::make_unique<PostgresStatement>(connection_, sql));
}

absl::Status PostgresDatabase::Execute(const std::string& sql) {
  const Result result(PQexec(connection_, sql.c_str()));
  const ExecStatusType code = PQresultStatus(result.get());
  if (code != PGRES_TUPLES_OK && code != PGRES_COMMAND_OK) return PostgresError(connection_);
  // COMMIT of a transaction that failed rolls back and says so in its tag alone.
  if (sql == "COMMIT" && std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        "the database took nothing of a transaction that had failed");
  }
  return absl::OkStatus();
}

absl::Status PostgresDatabase::Begin(bool alone) {
  absl::Status status = Execute("BEGIN");
  if (!status.ok() || !alone) return status;
  status = Execute(kAloneLock);
  if (!status.ok()) Execute("ROLLBACK").IgnoreError();
  return status;
}

absl::StatusOr<int64_t> PostgresDatabase::NowMicros() {
  Statement now = Prepare("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::BIGINT");
  const bool told = now.Step();
  if (!now.status().ok()) return now.status();
  return told ? now.Int(0) : 0;
}

absl::Status PostgresDatabase::Tell(Notice notice, const std::string& filing_id) {
  return Prepare("SELECT pg_notify(?, ?)")
      .Bind(1, std::string_view(kNoticeChannel))
      .Bind(2, static_cast<char>(notice) + filing_id)
      .Run();
}

}  // namespace filing_review::service
