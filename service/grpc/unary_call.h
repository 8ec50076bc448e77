// Answers a unary call on the executor's threads, where the caller may make it.
#pragma once

#include <grpcpp/support/server_callback.h>

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "service/executor.h"
#include "service/grpc/authenticator.h"
#include "service/grpc/status.h"
#include "service/service_error.h"

namespace filing_review::service {

// Runs `work`, which takes the caller and returns a StatusOr, and answers with what it gives.
// `role`: that the caller must have; none: any caller that showed who it is, where that is asked.
template <typename Response, typename Work>
grpc::ServerUnaryReactor* AnswerUnary(const Authenticator& authenticator, Executor& executor,
                                      std::optional<Role> role,
                                      grpc::CallbackServerContext* context, Response* response,
                                      Work work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const bool taken =
      executor.Run([&authenticator, role, context, reactor, response, work = std::move(work)] {
        // Nobody waits for the answer of a call whose deadline passed while it waited.
        if (context->IsCancelled()) return reactor->Finish(grpc::Status::CANCELLED);
        const absl::StatusOr<Caller> caller = role.has_value()
                                                  ? authenticator.Check(*context, *role)
                                                  : authenticator.Identify(*context);
        if (!caller.ok()) return reactor->Finish(ToGrpc(caller.status(), context));
        auto result = work(*caller);
        if (result.ok()) *response = *std::move(result);
        reactor->Finish(ToGrpc(result.status(), context));
      });
  if (!taken) {
    reactor->Finish(
        ToGrpc(BusyError(kReasonServerBusy, "too many calls wait; try again", 1), context));
  }
  return reactor;
}

}  // namespace filing_review::service
