#include "service/http/http_door.h"

#include <utility>

#include "service/http/http_error.h"
#include "service/http/ops_answer.h"

namespace filing_review::service {

namespace {

HttpAnswer NotAllowed() {
  HttpAnswer answer = ErrorAnswer(405, "method_not_allowed", "this takes GET and HEAD");
  answer.Set("Allow", "GET, HEAD");
  return answer;
}

HttpAnswer NoBody() {
  return ErrorAnswer(413, "body_not_taken", "this takes no body; send the request without one");
}

}  // namespace

HttpDoor::HttpDoor(Parts parts)
    : parts_(std::move(parts)),
      executor_(parts_.desk.limits().http_threads,
                static_cast<size_t>(parts_.desk.limits().pending_calls)),
      filings_(parts_.desk, parts_.authenticator, executor_, parts_.channel),
      bridge_(parts_.channel, parts_.authenticator, parts_.desk.limits()) {}

std::optional<HttpAnswer> HttpDoor::AnswerHead(const HttpRequest& head) {
  if (auto refused = parts_.guard.Refuse(head); refused.has_value()) return refused;
  if (GrpcWebBridge::Takes(head)) return bridge_.AnswerHead(head);
  if (FilingRoutes::Takes(head)) {
    auto answer = filings_.AnswerHead(head);
    if (!answer.has_value() && head.has_body) return NoBody();
    return answer;
  }
  if (head.method != "GET" && head.method != "HEAD") return NotAllowed();
  if (head.has_body) return NoBody();
  if (auto ops = OpsAnswer(head, parts_.token, parts_.ready); ops.has_value()) return ops;
  if (auto page = parts_.console->Find(head); page.has_value()) return page;
  return ErrorAnswer(404, "no_such_address",
                     "there is nothing at this address; the console is at /");
}

std::function<void()> HttpDoor::Handle(HttpRequest request,
                                       std::function<void(HttpAnswer)> answer) {
  if (FilingRoutes::Takes(request)) return filings_.Handle(std::move(request), std::move(answer));
  return bridge_.Handle(std::move(request), std::move(answer));
}

}  // namespace filing_review::service
