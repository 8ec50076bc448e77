// One unary call with credentials and a deadline, until it is answered or patience ends.
#pragma once

#include <grpcpp/client_context.h>

#include <chrono>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "service/client/patience.h"
#include "service/grpc/status.h"

namespace filing_review::service {

inline constexpr int kCallSeconds = 60;

struct CallManner {
  std::string authorization;                       // value of the header; empty: none
  int retry_seconds = 0;                           // how long a call goes on
  std::function<void(const std::string&)> notice;  // hears of each wait; may be null
};

template <typename Stub, typename Response, typename Request>
absl::StatusOr<Response> PatientCall(Stub& stub,
                                     grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                  const Request&, Response*),
                                     const Request& request, const CallManner& manner) {
  for (Patience patience(manner.retry_seconds, manner.notice);;) {
    grpc::ClientContext context;
    if (!manner.authorization.empty()) context.AddMetadata("authorization", manner.authorization);
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(kCallSeconds));
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (status.ok()) return response;
    const absl::Status failed = FromGrpc(status, context);
    if (!patience.Wait(failed)) return failed;
  }
}

}  // namespace filing_review::service
