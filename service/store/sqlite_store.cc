#include "service/store/sqlite_store.h"

#include <time.h>

#include <chrono>
#include <utility>
#include <vector>

#include "service/store/migrations.h"
#include "service/store/sql_store.h"

namespace filing_review::service {

int64_t SystemMicros() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

int64_t BootMicros() {
  timespec now{};
  clock_gettime(CLOCK_BOOTTIME, &now);
  return int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

absl::StatusOr<std::unique_ptr<ReviewStore>> OpenSqliteStore(const std::string& path, Clock clock,
                                                             Clock lease_clock) {
  auto database = SqliteDatabase::Open(path, std::move(clock), std::move(lease_clock));
  if (!database.ok()) return database.status();
  if (const absl::Status status = Migrate(**database, SqliteMigrations()); !status.ok()) {
    return status;
  }
  std::vector<std::unique_ptr<Database>> connections;
  connections.push_back(*std::move(database));
  return std::make_unique<SqlStore>(std::move(connections), "");
}

absl::StatusOr<std::unique_ptr<ReviewStore>> OpenSqliteStoreAsItIs(const std::string& path) {
  auto database = SqliteDatabase::Open(path, SystemMicros, BootMicros);
  if (!database.ok()) return database.status();
  const absl::Status status = CheckSchema(**database, SqliteMigrations());
  if (!status.ok()) return status;
  std::vector<std::unique_ptr<Database>> connections;
  connections.push_back(*std::move(database));
  return std::make_unique<SqlStore>(std::move(connections), "");
}

}  // namespace filing_review::service
