// Everything that the HTTP port answers, by address:
//
//   /healthz, /readyz, /metrics     ops_answer.h
//   /{package.Service}/{Method}     grpc_web_bridge.h
//   /v1/filings/…                   filing_routes.h
//   /v1/uploads/…                   upload_routes.h
//   everything else                 console_files.h, with GET and HEAD
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "service/executor.h"
#include "service/http/console_files.h"
#include "service/http/filing_routes.h"
#include "service/http/grpc_web_bridge.h"
#include "service/http/http_guard.h"
#include "service/http/http_message.h"
#include "service/http/upload_routes.h"

namespace filing_review::service {

class HttpDoor final : public HttpHandler {
 public:
  struct Parts {
    FilingDesk& desk;
    const Authenticator& authenticator;
    const std::atomic<bool>& ready;
    std::shared_ptr<grpc::Channel> channel;  // inside the process
    std::unique_ptr<ConsoleFiles> console;
    HttpGuard guard;
    std::string token;  // that /metrics wants
  };
  // The references outlive it.
  explicit HttpDoor(Parts parts);

  std::optional<HttpAnswer> AnswerHead(const HttpRequest& head) override;
  std::function<void()> Handle(HttpRequest request,
                               std::function<void(HttpAnswer)> answer) override;

 private:
  Parts parts_;
  Executor executor_;
  FilingRoutes filings_;
  UploadRoutes uploads_;
  GrpcWebBridge bridge_;
};

}  // namespace filing_review::service
