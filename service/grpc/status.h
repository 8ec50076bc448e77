// The one place where errors become gRPC status, and back on the client's side.
//
// A status carries, besides code and message, google.rpc.ErrorInfo (reason, domain
// "filing-review") and, where the server is busy, google.rpc.RetryInfo, in the usual
// grpc-status-details-bin; the reason stands in the trailing metadata `reason` as well, for callers
// that read no details.
//
//   RESOURCE_EXHAUSTED   busy: come back after the delay
//   FAILED_PRECONDITION  the document, or the filing's state, does not allow it
//   OUT_OF_RANGE         a limit on the document
//   INVALID_ARGUMENT     the call itself is wrong
//   NOT_FOUND            no such filing
//   UNAVAILABLE          the server goes down, or its disk fails: try again
//   DATA_LOSS            stored bytes are not what they were
#pragma once

#include <grpcpp/client_context.h>
#include <grpcpp/impl/codegen/server_context.h>
#include <grpcpp/support/status.h>

#include "absl/status/status.h"

namespace filing_review::service {

// Adds trailing metadata to `context`.
grpc::Status ToGrpc(const absl::Status& status, grpc::ServerContextBase* context);

// The status that the server's ToGrpc was given, as far as it came over.
absl::Status FromGrpc(const grpc::Status& status, const grpc::ClientContext& context);

}  // namespace filing_review::service
