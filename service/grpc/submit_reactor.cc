#include "service/grpc/submit_reactor.h"

#include <string>
#include <utility>

#include "service/grpc/status.h"
#include "service/service_error.h"

namespace filing_review::service {

SubmitReactor::SubmitReactor(FilingDesk& desk, const Authenticator& authenticator,
                             Executor& executor, IdleWatch& idle,
                             grpc::CallbackServerContext* context, v1::Filing* response)
    : desk_(desk),
      authenticator_(authenticator),
      executor_(executor),
      idle_(idle),
      context_(context),
      response_(response) {
  watch_ = idle_.Add([this] { Expire(); });
  Read();
}

void SubmitReactor::OnDone() {
  idle_.Remove(watch_);  // waits for an Expire that runs
  delete this;
}

void SubmitReactor::Read() {
  idle_.Begin(watch_);
  StartRead(&message_);
}

void SubmitReactor::Expire() {
  // Only while a read is outstanding, so nobody else touches the upload.
  FinishWith(ServiceError(absl::StatusCode::kDeadlineExceeded, kReasonUploadIdle,
                          "nothing of the upload came for " +
                              std::to_string(desk_.limits().upload_idle_seconds) +
                              " s; submit again"));
}

void SubmitReactor::OnReadDone(bool ok) {
  if (!idle_.End(watch_)) return;  // Expire has ended the call
  // Not bounded: at most one task a call, and the number of uploads has a limit of its own.
  executor_.RunAlways([this, ok] {
    if (!ok) return End();
    if (const absl::Status status = Take(message_); !status.ok()) return FinishWith(status);
    Read();
  });
}

absl::Status SubmitReactor::Take(const v1::SubmitFilingRequest& message) {
  switch (message.part_case()) {
    case v1::SubmitFilingRequest::kHeader: {
      if (upload_ != nullptr) break;
      const absl::StatusOr<Caller> caller = authenticator_.Check(*context_, Role::kSubmit);
      if (!caller.ok()) return caller.status();
      auto upload = desk_.BeginUpload(caller->owner, message.header());
      if (!upload.ok()) return upload.status();
      upload_ = *std::move(upload);
      return absl::OkStatus();
    }
    case v1::SubmitFilingRequest::kChunk:
      if (upload_ == nullptr) break;
      return upload_->Append(message.chunk());
    case v1::SubmitFilingRequest::kDocument:
      if (upload_ == nullptr) break;
      return upload_->BeginDocument(message.document());
    case v1::SubmitFilingRequest::PART_NOT_SET:
      break;
  }
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonChunkOrder,
                      "the first message carries the header, each further one a chunk or "
                      "another document");
}

void SubmitReactor::End() {
  // A caller that went away is no end of the upload: what came so far is dropped.
  if (context_->IsCancelled()) return FinishWith(absl::CancelledError("the caller went away"));
  if (upload_ == nullptr) {
    return FinishWith(ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHeader,
                                   "the upload has no header"));
  }
  absl::StatusOr<v1::Filing> filing = upload_->Finish();
  if (!filing.ok()) return FinishWith(filing.status());
  *response_ = *std::move(filing);
  FinishWith(absl::OkStatus());
}

void SubmitReactor::FinishWith(const absl::Status& status) {
  upload_.reset();
  Finish(ToGrpc(status, context_));
}

}  // namespace filing_review::service
