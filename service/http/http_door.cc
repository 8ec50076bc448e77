#include "service/http/http_door.h"

#include <chrono>
#include <utility>

#include "service/event_log.h"
#include "service/http/http_error.h"
#include "service/http/ops_answer.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

HttpAnswer NotAllowed() {
  HttpAnswer answer = ErrorAnswer(405, kReasonMethodNotAllowed, "this takes GET and HEAD");
  answer.Set("Allow", "GET, HEAD");
  return answer;
}

HttpAnswer NoBody() {
  return ErrorAnswer(413, kReasonBodyNotTaken, "this takes no body; send the request without one");
}

// Logs what becomes of a call by its address; pieces of documents and uploads only where they fail.
// Calls of gRPC are logged where they are answered (service/grpc/call_record.h).
std::function<void(HttpAnswer)> Recorded(const char* method,
                                         std::function<void(HttpAnswer)> answer) {
  return [method, start = std::chrono::steady_clock::now(),
          answer = std::move(answer)](HttpAnswer made) {
    const bool failed = made.status >= 400;
    if (failed || made.status == 201) {
      Event event;
      event.event = "call";
      event.level = failed ? "warning" : "info";
      event.method = method;
      event.code = std::to_string(made.status);
      event.seconds =
          std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      LogEvent(event);
    }
    answer(std::move(made));
  };
}

}  // namespace

HttpDoor::HttpDoor(Parts parts)
    : parts_(std::move(parts)),
      executor_(parts_.desk.limits().http_threads,
                static_cast<size_t>(parts_.desk.limits().pending_calls)),
      filings_(parts_.desk, parts_.authenticator, executor_, parts_.channel),
      uploads_(parts_.desk, parts_.authenticator, executor_),
      bridge_(parts_.channel, parts_.authenticator, parts_.desk.limits()) {}

std::optional<HttpAnswer> HttpDoor::AnswerHead(const HttpRequest& head) {
  if (auto refused = parts_.guard.Refuse(head); refused.has_value()) return refused;
  if (GrpcWebBridge::Takes(head)) return bridge_.AnswerHead(head);
  if (UploadRoutes::Takes(head)) return uploads_.AnswerHead(head);
  if (FilingRoutes::Takes(head)) {
    auto answer = filings_.AnswerHead(head);
    if (!answer.has_value() && head.has_body) return NoBody();
    return answer;
  }
  if (head.method != "GET" && head.method != "HEAD") return NotAllowed();
  if (head.has_body) return NoBody();
  if (auto ops = OpsAnswer(head, parts_.token, parts_.ready); ops.has_value()) return ops;
  if (auto page = parts_.console->Find(head); page.has_value()) return page;
  return ErrorAnswer(404, kReasonNoSuchAddress,
                     "there is nothing at this address; the console is at /");
}

std::function<void()> HttpDoor::Handle(HttpRequest request,
                                       std::function<void(HttpAnswer)> answer) {
  if (UploadRoutes::Takes(request)) {
    return uploads_.Handle(std::move(request), Recorded("PutUpload", std::move(answer)));
  }
  if (FilingRoutes::Takes(request)) {
    return filings_.Handle(std::move(request), Recorded("GetDocument", std::move(answer)));
  }
  return bridge_.Handle(request, answer);
}

}  // namespace filing_review::service
