// The server: FilingService, DeskService, the standard health service and reflection over gRPC, and
// the HTTP port with the reviewer's console, over one desk.
//
//   auto server = ReviewServer::Start(options);
//   printf("%s\n", (*server)->address().c_str());
//   …
//   (*server)->Stop(30);
//
// Health (grpc.health.v1) tells SERVING for "", "filing_review.v1.FilingService" and
// "filing_review.v1.DeskService" until Stop.
#pragma once

#include <grpcpp/server.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/access/access_list.h"
#include "service/access/tls_context.h"
#include "service/access/tls_files.h"
#include "service/executor.h"
#include "service/filing_desk.h"
#include "service/grpc/authenticator.h"
#include "service/grpc/desk_service.h"
#include "service/grpc/filing_service.h"
#include "service/http/http_door.h"
#include "service/http/http_port.h"
#include "service/idle_watch.h"

namespace filing_review::service {

struct ServerOptions {
  std::string listen = "127.0.0.1:50061";  // HOST:PORT (port 0: any free one) or unix:PATH
  TlsFiles tls;                            // none: plain text
  std::string access_list;                 // file of access/access_list.h; empty: none
  std::string http;                        // HOST:PORT of http/http_door.h; empty: none
  std::vector<std::string> http_hosts;     // further names that its Host header may hold
  std::string console_dir;                 // empty: where a build or an installation puts it
  std::string http_token;                  // that /metrics wants; empty: a random one
  std::string log_form = "auto";           // json, text, or by what stderr is
  DeskOptions desk;
};

class ReviewServer {
 public:
  // FAILED_PRECONDITION: folder in use or not writable, a console that cannot be read, or
  // open_door: others than this machine could call without TLS, or without saying who they are;
  // INVALID_ARGUMENT: wrong rules, TLS files or access list; UNAVAILABLE: the address cannot be
  // listened on.
  static absl::StatusOr<std::unique_ptr<ReviewServer>> Start(const ServerOptions& options);
  ~ReviewServer();

  // What a client dials: the chosen port in place of 0.
  const std::string& address() const { return address_; }

  // That of the HTTP port; empty: there is none.
  std::string http_address() const { return http_ == nullptr ? "" : http_->address(); }

  // Whether it speaks TLS, as gRPC does.
  bool http_is_secure() const { return tls_ != nullptr; }

  // What /metrics of the HTTP port wants.
  const std::string& http_token() const { return http_token_; }

  // In steps, each of them logged: says that it does not serve, takes no more filings, lets running
  // reviews finish for `drain_seconds` and gives the rest back to the queue, then ends all calls
  // and the HTTP port. Safe to call again. False where a call did not end in 10 s more: gRPC can
  // lose one whose caller went away just then. All that was acknowledged is on the disk by then, so
  // the process may end (std::_Exit), but nothing of this may be destroyed.
  bool Stop(int drain_seconds);

 private:
  ReviewServer(std::unique_ptr<FilingDesk> desk, std::unique_ptr<AccessList> access,
               bool client_certificates);
  absl::Status OpenHttp(const ServerOptions& options);
  std::unique_ptr<FilingDesk> desk_;
  const Authenticator authenticator_;
  std::unique_ptr<Executor> executor_;
  std::unique_ptr<Executor> text_executor_;
  IdleWatch idle_;
  FilingService service_;
  DeskService desk_service_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  bool stopped_ = false;
  bool ended_ = true;  // every call, once it is stopped
  std::atomic<bool> ready_{false};
  std::string http_token_;
  std::unique_ptr<TlsContext> tls_;  // of the HTTP port; null: plain text
  std::unique_ptr<HttpDoor> door_;   // looks at ready_
  std::unique_ptr<HttpPort> http_;
};

}  // namespace filing_review::service
