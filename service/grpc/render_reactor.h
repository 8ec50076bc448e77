// Writes a rendering of a brief piece by piece.
#pragma once

#include <string>

#include "filing_review/v1/filing_service.grpc.pb.h"
#include "service/executor.h"
#include "service/filing_desk.h"
#include "service/grpc/authenticator.h"

namespace filing_review::service {

// Deletes itself when the call is done.
class RenderReactor final : public grpc::ServerWriteReactor<v1::RenderBriefResponse> {
 public:
  RenderReactor(FilingDesk& desk, const Authenticator& authenticator, Executor& executor,
                grpc::CallbackServerContext* context, v1::RenderBriefRequest request);

  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  absl::Status Render();
  void WriteNext();

  FilingDesk& desk_;
  const Authenticator& authenticator_;
  grpc::CallbackServerContext* const context_;
  const v1::RenderBriefRequest request_;
  std::string content_;
  size_t written_ = 0;
  v1::RenderBriefResponse piece_;
};

}  // namespace filing_review::service
