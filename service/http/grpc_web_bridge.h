// gRPC-Web for every method that the server has, without code for any of them: the message of the
// request goes over a channel inside the process, messages of the answer come back as frames.
//
//   GrpcWebBridge bridge(server->InProcessChannel(arguments), authenticator, limits);
//   if (bridge.Takes(request)) bridge.Handle(request, answer);
//
// The caller's `authorization`, `grpc-timeout` and `x-request-id` are handed on, and the names in
// its verified certificate (service/grpc/authenticator.h); nothing else of its headers. Errors are
// trailers with status, message, details and the trailing metadata of the call, as gRPC-Web has
// them; the HTTP status is 200. Methods that take a stream cannot be called. A method that gives a
// stream takes one of `http_streams` places; its next message is fetched when the one before is on
// its way. Where the caller goes away the call is cancelled.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/generic/generic_stub.h>

#include <atomic>
#include <functional>
#include <memory>

#include "service/grpc/authenticator.h"
#include "service/http/http_message.h"
#include "service/limits.h"

namespace filing_review::service {

class GrpcWebBridge {
 public:
  // `authenticator` outlives it.
  GrpcWebBridge(const std::shared_ptr<grpc::Channel>& channel, const Authenticator& authenticator,
                const ServerLimits& limits);

  // Whether the path is "/package.Service/Method".
  static bool Takes(const HttpRequest& request);

  // The answer where the head alone decides it: 405, 415, no or wrong credentials, no such method.
  std::optional<HttpAnswer> AnswerHead(const HttpRequest& head) const;

  // As HttpHandler::Handle.
  std::function<void()> Handle(const HttpRequest& request,
                               const std::function<void(HttpAnswer)>& answer);

 private:
  grpc::GenericStub stub_;
  const Authenticator& authenticator_;
  const ServerLimits limits_;
  const std::shared_ptr<std::atomic<int32_t>> streams_;
};

}  // namespace filing_review::service
