#include "tests/service/store_backends.h"

#include <sqlite3.h>

#include "service/store/postgres_store.h"
#include "service/store/sqlite_store.h"
#include "tests/service/postgres_server.h"

namespace filing_review::service {

namespace {

class SqliteBackend : public StoreBackend {
 public:
  absl::StatusOr<std::unique_ptr<ReviewStore>> Open(const std::string& server) override {
    return OpenSqliteStore(
        Path(), [this] { return now_; }, [this] { return lease_now_; });
  }
  void Pass(int seconds) override {
    now_ += int64_t{seconds} * 1'000'000;
    lease_now_ += int64_t{seconds} * 1'000'000;
  }
  void Run(const std::string& sql) override {
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(Path().c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
  }
  bool shared() const override { return false; }

 private:
  std::string Path() const { return folder_.path() + "/filings.db"; }
  const TemporaryFolder folder_;
  int64_t now_ = 1'600'000'000'000'000;
  int64_t lease_now_ = 1'000'000;
};

// Its clock is the database's, which a test does not set: what is stored grows older instead.
class PostgresBackend : public StoreBackend {
 public:
  explicit PostgresBackend(PostgresServer& server) : url_(server.NewDatabase()) {}
  absl::StatusOr<std::unique_ptr<ReviewStore>> Open(const std::string& server) override {
    return OpenPostgresStore(url_, server);
  }
  void Pass(int seconds) override {
    const std::string micros = std::to_string(int64_t{seconds} * 1'000'000);
    Run("UPDATE jobs SET lease_until_micros = lease_until_micros - " + micros +
        ", deadline_micros = CASE WHEN deadline_micros = 0 THEN 0 ELSE deadline_micros - " +
        micros + " END" + "; UPDATE servers SET alive_until_micros = alive_until_micros - " +
        micros + "; UPDATE filings SET create_micros = create_micros - " + micros +
        ", update_micros = update_micros - " + micros);
  }
  void Run(const std::string& sql) override { PostgresServer::Run(url_, sql); }
  bool shared() const override { return true; }

 private:
  const std::string url_;
};

}  // namespace

std::unique_ptr<StoreBackend> MakeStoreBackend(const std::string& name) {
  if (name == "sqlite") return std::make_unique<SqliteBackend>();
  PostgresServer* const server = PostgresServer::Get();
  if (server == nullptr) return nullptr;
  return std::make_unique<PostgresBackend>(*server);
}

}  // namespace filing_review::service
