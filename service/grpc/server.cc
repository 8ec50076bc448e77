#include "service/grpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <cstdlib>
#include <future>
#include <thread>
#include <utility>

#include "extract/end_process.h"
#include "service/event_log.h"
#include "service/grpc/call_record.h"
#include "service/service_error.h"
#include "service/store/filing_rows.h"

namespace filing_review::service {

namespace {

constexpr int kStoreThreads = 8;
constexpr unsigned kCertificateSeconds = 10;     // between looks at the files
constexpr int kMostAnswerBytes = 64 << 20;       // of one message to the HTTP port
constexpr std::chrono::seconds kEndOfCalls(10);  // after all calls were cancelled

// Nobody beyond this machine calls in plain text, or without saying who it is.
absl::Status CheckDoor(const ServerOptions& options, const std::string& address) {
  if (address.empty() || IsLocalAddress(address)) return absl::OkStatus();
  const char* missing = !options.tls.given() ? "TLS: give --tls-cert and --tls-key"
                        : options.access_list.empty() && options.tls.client_ca.empty()
                            ? "authentication: give --access-list or --tls-client-ca"
                            : nullptr;
  if (missing == nullptr) return absl::OkStatus();
  return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonOpenDoor,
                      address + " is reached from other machines and wants " + missing +
                          "; or listen on 127.0.0.1 or unix:PATH");
}

std::shared_ptr<grpc::ServerCredentials> CredentialsOf(const TlsFiles& files) {
  if (!files.given()) return grpc::InsecureServerCredentials();
  namespace tls = grpc::experimental;
  const bool clients = !files.client_ca.empty();
  tls::TlsServerCredentialsOptions options(std::make_shared<tls::FileWatcherCertificateProvider>(
      files.key, files.certificate, clients ? files.client_ca : "", kCertificateSeconds));
  options.watch_identity_key_cert_pairs();
  if (clients) {
    options.watch_root_certs();
    options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return tls::TlsServerCredentials(options);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ReviewServer>> ReviewServer::Start(const ServerOptions& options) {
  if (options.tls.given()) {
    if (const absl::Status status = CheckTlsFiles(options.tls); !status.ok()) return status;
  }
  for (const std::string& address : {options.listen, options.http}) {
    if (const absl::Status status = CheckDoor(options, address); !status.ok()) return status;
  }
  std::unique_ptr<AccessList> access;
  if (!options.access_list.empty()) {
    auto opened = AccessList::Open(options.access_list);
    if (!opened.ok()) return opened.status();
    access = *std::move(opened);
  }
  absl::StatusOr<std::unique_ptr<FilingDesk>> desk = FilingDesk::Open(options.desk);
  if (!desk.ok()) return desk.status();
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  std::unique_ptr<ReviewServer> server(
      new ReviewServer(*std::move(desk), std::move(access), !options.tls.client_ca.empty()));
  grpc::ServerBuilder builder;
  int port = 0;
  // Two servers on one port would share its callers silently.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort(options.listen, CredentialsOf(options.tls), &port);
  builder.SetResourceQuota(grpc::ResourceQuota("filing-review")
                               .Resize(static_cast<size_t>(server->desk_->limits().grpc_bytes)));
  builder.RegisterService(&server->service_);
  builder.RegisterService(&server->desk_service_);
  builder.experimental().SetInterceptorCreators(CallRecorders());
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
  if (!options.http.empty()) {
    if (const absl::Status status = server->OpenHttp(options); !status.ok()) return status;
  }
  // gRPC's own service knows the whole server alone ("") until it is told of more.
  if (auto* health = server->server_->GetHealthCheckService(); health != nullptr) {
    health->SetServingStatus(v1::FilingService::service_full_name(), true);
    health->SetServingStatus(v1::DeskService::service_full_name(), true);
  }
  server->ready_ = true;
  return server;
}

absl::Status ReviewServer::OpenHttp(const ServerOptions& options) {
  const ServerLimits& limits = desk_->limits();
  const std::string folder =
      options.console_dir.empty() ? DefaultConsoleFolder() : options.console_dir;
  absl::StatusOr<std::unique_ptr<ConsoleFiles>> console =
      folder.empty() ? ConsoleFiles::Missing() : ConsoleFiles::Open(folder, limits.console_bytes);
  if (!console.ok()) return console.status();
  if (options.tls.given()) {
    absl::StatusOr<std::unique_ptr<TlsContext>> tls = TlsContext::Open(options.tls);
    if (!tls.ok()) return tls.status();
    tls_ = *std::move(tls);
  }
  std::vector<std::string> names = options.http_hosts;
  for (const std::string& own : {HostName(options.http), std::string("localhost"),
                                 std::string("127.0.0.1"), std::string("[::1]")}) {
    names.push_back(own);
  }
  std::function<bool(const std::string&)> certified;
  if (tls_ != nullptr) {
    certified = [tls = tls_.get()](const std::string& host) { return tls->CertifiedFor(host); };
  }
  http_token_ = options.http_token.empty() ? RandomId() : options.http_token;
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMostAnswerBytes);
  door_ = std::make_unique<HttpDoor>(HttpDoor::Parts{
      *desk_, authenticator_, ready_, server_->InProcessChannel(arguments), *std::move(console),
      HttpGuard(std::move(names), std::move(certified)), http_token_});
  absl::StatusOr<std::unique_ptr<HttpPort>> http =
      HttpPort::Open({options.http, tls_.get(), limits}, *door_);
  if (!http.ok()) return http.status();
  http_ = *std::move(http);
  return absl::OkStatus();
}

ReviewServer::ReviewServer(std::unique_ptr<FilingDesk> desk, std::unique_ptr<AccessList> access,
                           bool client_certificates)
    : desk_(std::move(desk)),
      authenticator_(std::move(access), client_certificates),
      executor_(std::make_unique<Executor>(kStoreThreads,
                                           static_cast<size_t>(desk_->limits().pending_calls))),
      text_executor_(std::make_unique<Executor>(
          desk_->limits().text_readers, static_cast<size_t>(desk_->limits().text_pending_calls))),
      idle_(std::chrono::seconds(desk_->limits().upload_idle_seconds)),
      service_(*desk_, authenticator_, *executor_, idle_),
      desk_service_(desk_->reviews(), authenticator_, *executor_, *text_executor_) {}

ReviewServer::~ReviewServer() {
  if (!Stop(0)) extract::EndProcess(EXIT_FAILURE);  // calls in flight use what would go now
  server_.reset();  // waits for the last reactors, which use the executor and the desk
}

bool ReviewServer::Stop(int drain_seconds) {
  if (server_ == nullptr || stopped_) return ended_;
  stopped_ = true;
  const auto step = [start = std::chrono::steady_clock::now()](const std::string& message) {
    Event event;
    event.event = "stop";
    event.message = message;
    event.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    LogEvent(event);
  };
  ready_ = false;
  if (auto* health = server_->GetHealthCheckService(); health != nullptr) {
    health->SetServingStatus(false);
  }
  step("1 of 4: health and readiness say that it does not serve");
  step("2 of 4: takes no more filings; running reviews get " + std::to_string(drain_seconds) +
       " s");
  desk_->Drain(drain_seconds);
  step("3 of 4: no review runs; what was not finished is in the queue again");
  // Watchers of filings that wait in the queue would hold on for ever.
  server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(1));
  // gRPC's own wait has no end where a call is lost inside it.
  auto waited = std::make_shared<std::promise<void>>();
  std::future<void> end = waited->get_future();
  std::thread([server = server_.get(), waited] {
    server->Wait();
    waited->set_value();
  }).detach();
  ended_ = end.wait_for(kEndOfCalls) == std::future_status::ready;
  if (!ended_) {
    step("4 of 4: calls did not end; the process ends without them");
    return false;
  }
  http_.reset();
  door_.reset();
  step("4 of 4: all calls have ended");
  return true;
}

}  // namespace filing_review::service
