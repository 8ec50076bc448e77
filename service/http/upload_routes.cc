#include "service/http/upload_routes.h"

#include <algorithm>
#include <string>
#include <utility>

#include "service/http/http_credentials.h"
#include "service/http/http_error.h"
#include "service/http/upload_request.h"
#include "service/metrics.h"
#include "service/render/json.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

HttpAnswer Json(int status, std::string text) {
  HttpAnswer answer;
  answer.status = status;
  answer.Set("Content-Type", "application/json; charset=utf-8");
  answer.body = std::move(text);
  return answer;
}

HttpAnswer Committed(int64_t bytes) {
  return Json(200, "{\"committedSizeBytes\": \"" + std::to_string(bytes) + "\"}\n");
}

// A body has more than a chunk of SubmitFiling may.
absl::Status AppendBody(const std::string& body, int64_t offset, size_t chunk_bytes,
                        FilingUpload& upload) {
  for (size_t at = 0; at < body.size();) {
    v1::FilingChunk chunk;
    chunk.set_offset_bytes(offset + static_cast<int64_t>(at));
    chunk.set_data(body.substr(at, chunk_bytes));
    if (const absl::Status status = upload.Append(chunk); !status.ok()) return status;
    at += chunk.data().size();
  }
  Count(Metric::kUploadBytes, {}, static_cast<double>(body.size()));
  return absl::OkStatus();
}

}  // namespace

bool UploadRoutes::Takes(const HttpRequest& request) {
  return request.path.rfind("/v1/uploads/", 0) == 0;
}

std::optional<HttpAnswer> UploadRoutes::AnswerHead(const HttpRequest& head) const {
  if (head.method != "PUT" && head.method != "GET") {
    HttpAnswer answer = ErrorAnswer(405, kReasonMethodNotAllowed, "this takes PUT and GET");
    answer.Set("Allow", "PUT, GET");
    return answer;
  }
  const auto caller = authenticator_.Check(CredentialsOf(head), Role::kSubmit);
  if (!caller.ok()) return ErrorAnswer(caller.status());
  if (head.method == "GET") return std::nullopt;
  const auto upload = ReadUploadRequest(head);
  if (!upload.ok()) return ErrorAnswer(upload.status());
  return std::nullopt;
}

std::function<void()> UploadRoutes::Handle(HttpRequest request,
                                           const std::function<void(HttpAnswer)>& answer) {
  const bool taken = executor_.Run([this, request = std::move(request), answer] {
    const auto caller = authenticator_.Check(CredentialsOf(request), Role::kSubmit);
    if (!caller.ok()) return answer(ErrorAnswer(caller.status()));
    absl::StatusOr<HttpAnswer> made =
        request.method == "PUT" ? Put(caller->owner, request) : Get(caller->owner, request);
    answer(made.ok() ? *std::move(made) : ErrorAnswer(made.status()));
  });
  if (!taken) {
    answer(ErrorAnswer(BusyError(kReasonServerBusy, "too many calls wait; try again", 1)));
  }
  return nullptr;
}

absl::StatusOr<HttpAnswer> UploadRoutes::Put(const std::string& owner, const HttpRequest& request) {
  const absl::StatusOr<UploadRequest> piece = ReadUploadRequest(request);
  if (!piece.ok()) return piece.status();
  const v1::SubmitFilingHeader& header = piece->header;
  // Not more than an upload may have, whatever the address says: no sum overflows.
  const int64_t end = std::min(piece->offset_bytes, desk_.limits().filing_bytes) +
                      static_cast<int64_t>(request.body.size());
  const bool last = end == header.size_bytes();
  if (last && piece->sha256.empty()) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHeader,
                        "the last bytes come with the sha256 of the whole document");
  }
  if (!last && request.body.empty()) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonChunkSize,
                        "there are no bytes in the request; send the bytes at the offset");
  }
  absl::StatusOr<std::unique_ptr<FilingUpload>> upload = uploads_.Take(owner, header);
  if (!upload.ok()) return upload.status();
  const absl::Status appended = AppendBody(
      request.body, piece->offset_bytes, static_cast<size_t>(desk_.limits().chunk_bytes), **upload);
  if (!appended.ok()) {
    // An upload that was taken over is of no use any more; it lives on where its bytes are.
    if (!absl::IsAborted(appended)) uploads_.Keep(owner, header, *std::move(upload));
    return appended;
  }
  if (!last) {
    const int64_t committed = (*upload)->size_bytes();
    uploads_.Keep(owner, header, *std::move(upload));
    return Committed(committed);
  }
  if (const absl::Status said = (*upload)->SayDigest(piece->sha256); !said.ok()) return said;
  const absl::StatusOr<v1::Filing> filing = (*upload)->Finish();
  if (!filing.ok()) return filing.status();
  Count(Metric::kFilingsEntered);
  HttpAnswer answer = Json(201, render::RenderJson(*filing));
  answer.Set("Location", "/" + filing->name());
  return answer;
}

absl::StatusOr<HttpAnswer> UploadRoutes::Get(const std::string& owner, const HttpRequest& request) {
  const absl::StatusOr<v1::Upload> upload =
      desk_.GetUpload(owner, "uploads/" + UploadIdOf(request));
  if (!upload.ok()) return upload.status();
  return Committed(upload->documents(0).committed_size_bytes());
}

}  // namespace filing_review::service
