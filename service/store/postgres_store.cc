#include "service/store/postgres_store.h"

#include <utility>
#include <vector>

#include "service/store/migrations.h"
#include "service/store/postgres_database.h"
#include "service/store/postgres_listener.h"
#include "service/store/sql_store.h"

namespace filing_review::service {

namespace {

// Calls at once; a call is short beside a review.
constexpr int kConnections = 4;

class PostgresStore : public SqlStore {
 public:
  PostgresStore(std::vector<std::unique_ptr<Database>> connections, const std::string& server,
                std::unique_ptr<PostgresDatabase> listening)
      : SqlStore(std::move(connections), server), listener_(std::move(listening), server) {}

  void Listen(std::function<void(const StoreEvent&)> heard) override {
    listener_.Listen(std::move(heard));
  }

 private:
  PostgresListener listener_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ReviewStore>> OpenPostgresStore(const std::string& url,
                                                               const std::string& server) {
  std::vector<std::unique_ptr<Database>> connections;
  for (int i = 0; i < kConnections; ++i) {
    auto database = PostgresDatabase::Connect(url);
    if (!database.ok()) return database.status();
    if (i == 0) {
      const absl::Status status = Migrate(**database, PostgresMigrations());
      if (!status.ok()) return status;
    }
    connections.push_back(*std::move(database));
  }
  auto listening = PostgresDatabase::Connect(url);
  if (!listening.ok()) return listening.status();
  return std::make_unique<PostgresStore>(std::move(connections), server, *std::move(listening));
}

}  // namespace filing_review::service
