// Submitting a filing from a browser, which cannot stream a request:
//
//   PUT /v1/uploads/{request_id}?offset=…&size=…   the next bytes (upload_request.h); answers with
//       {"committedSizeBytes": "…"}, or with the filing (201) when the last ones are durable
//   GET /v1/uploads/{request_id}                   how much is there: {"committedSizeBytes": "…"}
//
// Everything is checked, kept, resumed and made durable by the same FilingUpload as SubmitFiling's.
// A document's last bytes may also be none, to say the digest. For the role submit.
#pragma once

#include <functional>
#include <optional>

#include "service/executor.h"
#include "service/filing_desk.h"
#include "service/grpc/authenticator.h"
#include "service/http/http_message.h"
#include "service/http/open_uploads.h"

namespace filing_review::service {

class UploadRoutes {
 public:
  // All outlive it.
  UploadRoutes(FilingDesk& desk, const Authenticator& authenticator, Executor& executor)
      : desk_(desk), authenticator_(authenticator), executor_(executor), uploads_(desk) {}

  // Whether the path begins with /v1/uploads/.
  static bool Takes(const HttpRequest& request);
  std::optional<HttpAnswer> AnswerHead(const HttpRequest& head) const;
  std::function<void()> Handle(HttpRequest request, const std::function<void(HttpAnswer)>& answer);

 private:
  absl::StatusOr<HttpAnswer> Put(const std::string& owner, const HttpRequest& request);
  absl::StatusOr<HttpAnswer> Get(const std::string& owner, const HttpRequest& request);

  FilingDesk& desk_;
  const Authenticator& authenticator_;
  Executor& executor_;
  OpenUploads uploads_;
};

}  // namespace filing_review::service
