#include "service/http/grpc_web_bridge.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "service/http/grpc_web.h"
#include "service/http/grpc_web_call.h"
#include "service/http/http_credentials.h"
#include "service/http/http_error.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr char kType[] = "application/grpc-web+proto";

// Null where the server has no such method.
const google::protobuf::MethodDescriptor* MethodOf(const std::string& path) {
  std::string name = path.substr(1);
  std::replace(name.begin(), name.end(), '/', '.');
  return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(name);
}

}  // namespace

GrpcWebBridge::GrpcWebBridge(const std::shared_ptr<grpc::Channel>& channel,
                             const Authenticator& authenticator, const ServerLimits& limits)
    : stub_(channel),
      authenticator_(authenticator),
      limits_(limits),
      streams_(std::make_shared<std::atomic<int32_t>>(0)) {}

bool GrpcWebBridge::Takes(const HttpRequest& request) {
  // Names of services and methods begin with a capital letter; no file of the console does both.
  const std::string& path = request.path;
  const size_t slash = path.find('/', 1);
  if (slash == std::string::npos || slash + 1 == path.size()) return false;
  const size_t dot = path.rfind('.', slash);
  const auto is_name = [](char c) { return absl::ascii_isalnum(c) || c == '.' || c == '_'; };
  return dot != std::string::npos && dot > 1 && absl::ascii_isupper(path[dot + 1]) &&
         absl::ascii_isupper(path[slash + 1]) &&
         std::all_of(path.begin() + 1, path.begin() + slash, is_name) &&
         std::all_of(path.begin() + slash + 1, path.end(), absl::ascii_isalnum);
}

std::optional<HttpAnswer> GrpcWebBridge::AnswerHead(const HttpRequest& head) const {
  if (head.method != "POST") {
    HttpAnswer answer =
        ErrorAnswer(405, kReasonMethodNotAllowed, "methods of gRPC are called by POST");
    answer.Set("Allow", "POST");
    return answer;
  }
  if (!IsGrpcWebType(head.Header("content-type"))) {
    return ErrorAnswer(415, kReasonBadContentType,
                       "this takes Content-Type: application/grpc-web+proto");
  }
  if (head.headers.count("grpc-timeout") > 0 &&
      !ReadGrpcTimeout(head.Header("grpc-timeout")).has_value()) {
    return ErrorAnswer(400, kReasonBadRequest, "grpc-timeout is digits and a unit, such as 10S");
  }
  const auto* const method = MethodOf(head.path);
  if (method == nullptr || method->client_streaming()) {
    return GrpcWebError(ServiceError(
        absl::StatusCode::kUnimplemented, kReasonNoSuchMethod,
        method == nullptr ? "this server has no such method"
                          : "gRPC-Web has no streams of requests; upload by PUT /v1/uploads"));
  }
  // Before its body is read. The method looks once more, and at the role.
  if (const auto caller = authenticator_.Identify(CredentialsOf(head)); !caller.ok()) {
    return GrpcWebError(caller.status());
  }
  return std::nullopt;
}

std::function<void()> GrpcWebBridge::Handle(const HttpRequest& request,
                                            const std::function<void(HttpAnswer)>& answer) {
  const absl::StatusOr<std::string_view> message = ReadRequestFrame(request.body);
  if (!message.ok()) {
    answer(GrpcWebError(message.status()));
    return nullptr;
  }
  auto call = std::make_shared<GrpcWebCall>();
  for (const char* name : {"authorization", "x-request-id"}) {
    if (request.headers.count(name) > 0) {
      call->context.AddMetadata(name, std::string(request.Header(name)));
    }
  }
  for (const auto& [name, value] : authenticator_.WebMetadata(request.certificate_names)) {
    call->context.AddMetadata(name, value);
  }
  if (const auto timeout = ReadGrpcTimeout(request.Header("grpc-timeout")); timeout.has_value()) {
    const auto deadline = std::chrono::system_clock::now() +
                          std::chrono::duration_cast<std::chrono::system_clock::duration>(*timeout);
    // Inside a process a call may be quicker than the timer that should stop it.
    if (std::chrono::system_clock::now() >= deadline) {
      answer(GrpcWebError(absl::DeadlineExceededError("the call's time was over before it began")));
      return nullptr;
    }
    call->context.set_deadline(deadline);
  }
  if (!MethodOf(request.path)->server_streaming()) {
    call->StartWhole(stub_, request.path, *message, [answer](std::string frames) {
      HttpAnswer whole;
      whole.Set("Content-Type", kType);
      whole.body = std::move(frames);
      answer(std::move(whole));
    });
    return [call] { call->Cancel(); };
  }
  if (++*streams_ > limits_.http_streams) {
    --*streams_;
    answer(GrpcWebError(
        BusyError(kReasonStreamsBusy, "too many streams are open; poll, or try again later", 5)));
    return nullptr;
  }
  call->StartStream(stub_, request.path, *message);
  HttpAnswer stream;
  stream.Set("Content-Type", kType);
  stream.source = std::make_unique<GrpcWebSource>(call, [streams = streams_] { --*streams; });
  answer(std::move(stream));
  return nullptr;
}

}  // namespace filing_review::service
