#include "service/store/postgres_listener.h"

#include <poll.h>

#include <chrono>
#include <utility>

#include "service/event_log.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr int kPollMilliseconds = 500;
constexpr auto kAliveEvery = std::chrono::seconds(5);
constexpr int64_t kAliveMicros = 30'000'000;
constexpr int64_t kForgottenMicros = int64_t{86'400} * 1'000'000;  // a server gone for so long

StoreEvent EventOf(std::string_view payload) {
  StoreEvent event;
  if (payload.empty()) return event;
  switch (static_cast<Notice>(payload[0])) {
    case Notice::kQueued:
      event.kind = StoreEvent::Kind::kQueued;
      break;
    case Notice::kChanged:
      event.kind = StoreEvent::Kind::kChanged;
      break;
    case Notice::kGone:
      event.kind = StoreEvent::Kind::kGone;
      break;
  }
  event.filing_id = std::string(payload.substr(1));
  return event;
}

}  // namespace

PostgresListener::PostgresListener(std::unique_ptr<PostgresDatabase> database, std::string server)
    : database_(std::move(database)), server_(std::move(server)), thread_([this] { Loop(); }) {}

PostgresListener::~PostgresListener() {
  ended_ = true;
  thread_.join();
}

void PostgresListener::Listen(std::function<void(const StoreEvent&)> heard) {
  const std::lock_guard<std::mutex> lock(mutex_);
  heard_ = std::move(heard);
}

void PostgresListener::Tell(const StoreEvent& event) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (heard_) heard_(event);
}

void PostgresListener::Loop() {
  bool listening = false;
  auto said = std::chrono::steady_clock::time_point();
  while (!ended_) {
    absl::Status status = listening ? absl::OkStatus() : ListenAnew();
    if (status.ok() && std::chrono::steady_clock::now() - said >= kAliveEvery) {
      status = SayAlive();
      if (status.ok()) said = std::chrono::steady_clock::now();
    }
    if (status.ok()) {
      listening = true;
      status = Hear();
    }
    if (status.ok()) continue;
    if (listening) LogEvent("hears nothing of other servers: " + std::string(status.message()));
    listening = false;
    for (int i = 0; i < 10 && !ended_; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
}

absl::Status PostgresListener::ListenAnew() {
  absl::Status status = database_->Revive();
  if (status.ok()) status = database_->Execute(std::string("LISTEN ") + kNoticeChannel);
  if (status.ok()) Tell(StoreEvent());  // what was told meanwhile is lost
  return status;
}

absl::Status PostgresListener::SayAlive() {
  const absl::StatusOr<int64_t> now = database_->LeaseMicros();
  if (!now.ok()) return now.status();
  const absl::Status status =
      database_
          ->Prepare(
              "INSERT INTO servers (id, alive_until_micros) VALUES (?, ?) "
              "ON CONFLICT (id) DO UPDATE SET alive_until_micros = excluded.alive_until_micros")
          .Bind(1, server_)
          .Bind(2, *now + kAliveMicros)
          .Run();
  if (!status.ok()) return status;
  return database_->Prepare("DELETE FROM servers WHERE alive_until_micros < ?")
      .Bind(1, *now - kForgottenMicros)
      .Run();
}

absl::Status PostgresListener::Hear() {
  PGconn* const connection = database_->connection();
  pollfd readable{PQsocket(connection), POLLIN, 0};
  if (readable.fd >= 0) poll(&readable, 1, kPollMilliseconds);
  if (PQconsumeInput(connection) == 0 || PQstatus(connection) != CONNECTION_OK) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        "the connection to the database is lost");
  }
  while (PGnotify* const notice = PQnotifies(connection)) {
    const StoreEvent event = EventOf(notice->extra);
    PQfreemem(notice);
    Tell(event);
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
