// Hears what the servers on a database tell each other (NOTIFY), and tells them that this one
// lives: every few seconds its row in the table `servers` is renewed.
//
// A thread of its own on a connection of its own. Thread-safe.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "service/store/filing_store.h"
#include "service/store/postgres_database.h"

namespace filing_review::service {

class PostgresListener {
 public:
  PostgresListener(std::unique_ptr<PostgresDatabase> database, std::string server);
  ~PostgresListener();
  PostgresListener(const PostgresListener&) = delete;
  PostgresListener& operator=(const PostgresListener&) = delete;

  // Null ends it; no call is under way after that.
  void Listen(std::function<void(const StoreEvent&)> heard);

 private:
  void Loop();
  absl::Status ListenAnew();
  absl::Status SayAlive();
  // Waits until something comes, half a second at most, and passes it on.
  absl::Status Hear();
  void Tell(const StoreEvent& event);

  const std::unique_ptr<PostgresDatabase> database_;
  const std::string server_;
  std::mutex mutex_;  // held while heard_ is called
  std::function<void(const StoreEvent&)> heard_;
  std::atomic<bool> ended_{false};
  std::thread thread_;
};

}  // namespace filing_review::service
