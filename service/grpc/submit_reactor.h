// One upload: reads a message, hands it to the executor, reads the next when it is on disk. A
// caller that sends nothing for ServerLimits::upload_idle_seconds gives its place to others.
#pragma once

#include <memory>

#include "filing_review/v1/filing_service.grpc.pb.h"
#include "service/executor.h"
#include "service/filing_desk.h"
#include "service/grpc/authenticator.h"
#include "service/idle_watch.h"

namespace filing_review::service {

// Deletes itself when the call is done.
class SubmitReactor final : public grpc::ServerReadReactor<v1::SubmitFilingRequest> {
 public:
  SubmitReactor(FilingDesk& desk, const Authenticator& authenticator, Executor& executor,
                IdleWatch& idle, grpc::CallbackServerContext* context, v1::Filing* response);

  void OnReadDone(bool ok) override;
  void OnDone() override;

 private:
  absl::Status Take(const v1::SubmitFilingRequest& message);
  void Read();
  void Expire();
  void End();
  void FinishWith(const absl::Status& status);

  FilingDesk& desk_;
  const Authenticator& authenticator_;
  Executor& executor_;
  IdleWatch& idle_;
  grpc::CallbackServerContext* const context_;
  v1::Filing* const response_;
  v1::SubmitFilingRequest message_;
  std::unique_ptr<FilingUpload> upload_;  // null before the header
  int64_t watch_ = 0;                     // of idle_; it runs while a read is outstanding
};

}  // namespace filing_review::service
