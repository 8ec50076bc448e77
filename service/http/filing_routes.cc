#include "service/http/filing_routes.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "service/http/document_answer.h"
#include "service/http/http_credentials.h"
#include "service/http/http_error.h"
#include "service/http/render_brief_call.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr char kPrefix[] = "/v1/filings/";

// What a path names; `document` is empty for the brief.
struct Place {
  std::string name;
  std::string document;
};

std::optional<Place> PlaceOf(const std::string& path) {
  const std::vector<std::string> steps = absl::StrSplit(path, '/');  // "", v1, filings, {filing}, …
  if (steps.size() == 5 && steps[4] == "brief") return Place{"filings/" + steps[3], ""};
  if (steps.size() == 7 && steps[4] == "documents" && !steps[5].empty() && steps[6] == "pdf") {
    return Place{"filings/" + steps[3], steps[5]};
  }
  return std::nullopt;
}

}  // namespace

FilingRoutes::FilingRoutes(FilingDesk& desk, const Authenticator& authenticator, Executor& executor,
                           const std::shared_ptr<grpc::Channel>& channel)
    : desk_(desk),
      authenticator_(authenticator),
      executor_(executor),
      stub_(v1::FilingService::NewStub(channel)) {}

bool FilingRoutes::Takes(const HttpRequest& request) { return request.path.rfind(kPrefix, 0) == 0; }

std::optional<HttpAnswer> FilingRoutes::AnswerHead(const HttpRequest& head) const {
  if (!PlaceOf(head.path).has_value()) {
    return ErrorAnswer(404, kReasonNoSuchAddress,
                       "of a filing there are /brief and /documents/{document}/pdf");
  }
  if (head.method != "GET" && head.method != "HEAD") {
    HttpAnswer answer = ErrorAnswer(405, kReasonMethodNotAllowed, "this takes GET and HEAD");
    answer.Set("Allow", "GET, HEAD");
    return answer;
  }
  const auto caller = authenticator_.Check(CredentialsOf(head), Role::kRead);
  if (!caller.ok()) return ErrorAnswer(caller.status());
  return std::nullopt;
}

std::function<void()> FilingRoutes::Handle(HttpRequest request,
                                           std::function<void(HttpAnswer)> answer) {
  const Place place = *PlaceOf(request.path);
  if (place.document.empty()) {
    return RenderBriefCall::Start(*stub_, request, place.name,
                                  authenticator_.WebMetadata(request.certificate_names),
                                  std::move(answer));
  }
  const bool taken = executor_.Run([this, place, request = std::move(request), answer] {
    const auto caller = authenticator_.Check(CredentialsOf(request), Role::kRead);
    if (!caller.ok()) return answer(ErrorAnswer(caller.status()));
    const absl::StatusOr<std::string> owner = desk_.OwnerFor(*caller, place.name);
    if (!owner.ok()) return answer(ErrorAnswer(owner.status()));
    absl::StatusOr<OpenedDocument> document =
        desk_.OpenDocument(*owner, place.name, place.document);
    if (!document.ok()) return answer(ErrorAnswer(document.status()));
    answer(DocumentAnswer(request, *document, static_cast<size_t>(desk_.limits().http_ranges),
                          executor_));
  });
  if (!taken) {
    answer(ErrorAnswer(BusyError(kReasonServerBusy, "too many calls wait; try again", 1)));
  }
  return nullptr;
}

}  // namespace filing_review::service
