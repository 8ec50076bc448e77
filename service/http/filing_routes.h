// What browsers fetch of a filing by its address:
//
//   GET /v1/filings/{filing}/documents/{document}/pdf   the bytes, or ranges of them
//   GET /v1/filings/{filing}/brief?format=NAME          the brief in a format of BriefFormat
//
// `language` of its labels and `signed=true` are those of RenderBriefRequest.
// `disposition=inline` or `attachment` says whether it is shown or saved; documents are shown and
// briefs saved where it is not said. For the role read, as GetFiling and RenderBrief.
#pragma once

#include <grpcpp/channel.h>

#include <functional>
#include <memory>

#include "filing_review/v1/filing_service.grpc.pb.h"
#include "service/executor.h"
#include "service/filing_desk.h"
#include "service/grpc/authenticator.h"
#include "service/http/http_message.h"

namespace filing_review::service {

class FilingRoutes {
 public:
  // All outlive it. Briefs are rendered by RenderBrief, over `channel`.
  FilingRoutes(FilingDesk& desk, const Authenticator& authenticator, Executor& executor,
               const std::shared_ptr<grpc::Channel>& channel);

  // Whether the path begins with /v1/filings/.
  static bool Takes(const HttpRequest& request);
  std::optional<HttpAnswer> AnswerHead(const HttpRequest& head) const;
  std::function<void()> Handle(HttpRequest request, std::function<void(HttpAnswer)> answer);

 private:
  FilingDesk& desk_;
  const Authenticator& authenticator_;
  Executor& executor_;
  const std::unique_ptr<v1::FilingService::Stub> stub_;
};

}  // namespace filing_review::service
