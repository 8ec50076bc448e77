#include "service/grpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <utility>

#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr int kStoreThreads = 8;

}  // namespace

absl::StatusOr<std::unique_ptr<ReviewServer>> ReviewServer::Start(const ServerOptions& options) {
  absl::StatusOr<std::unique_ptr<FilingDesk>> desk = FilingDesk::Open(options.desk);
  if (!desk.ok()) return desk.status();
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  std::unique_ptr<ReviewServer> server(new ReviewServer(*std::move(desk)));
  grpc::ServerBuilder builder;
  int port = 0;
  // Two servers on one port would share its callers silently.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort(options.listen, grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&server->service_);
  server->server_ = builder.BuildAndStart();
  const bool local_socket = options.listen.rfind("unix:", 0) == 0;
  if (server->server_ == nullptr || (port == 0 && !local_socket)) {
    return ServiceError(absl::StatusCode::kUnavailable, "listen",
                        options.listen + " cannot be listened on; give another --listen");
  }
  server->address_ = options.listen;
  if (!local_socket) {
    server->address_.resize(server->address_.rfind(':') + 1);
    server->address_ += std::to_string(port);
  }
  return server;
}

ReviewServer::ReviewServer(std::unique_ptr<FilingDesk> desk)
    : desk_(std::move(desk)),
      executor_(std::make_unique<Executor>(kStoreThreads,
                                           static_cast<size_t>(desk_->limits().pending_calls))),
      idle_(std::chrono::seconds(desk_->limits().upload_idle_seconds)),
      service_(*desk_, *executor_, idle_) {}

ReviewServer::~ReviewServer() {
  Stop(0);
  server_.reset();  // waits for the last reactors, which use the executor and the desk
}

void ReviewServer::Stop(int drain_seconds) {
  if (server_ == nullptr) return;
  if (auto* health = server_->GetHealthCheckService(); health != nullptr) {
    health->SetServingStatus(false);
  }
  desk_->Drain(drain_seconds);
  // Watchers of filings that wait in the queue would hold on for ever.
  server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(1));
  server_->Wait();
}

}  // namespace filing_review::service
