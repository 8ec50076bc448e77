// Who calls.
#pragma once

#include <grpcpp/impl/codegen/server_context.h>

#include <string>

namespace filing_review::service {

// Owner of what a call submits: the authenticated peer's name, or an empty string on a connection
// without authentication (all callers on it are one).
inline std::string OwnerOf(const grpc::ServerContextBase& context) {
  const auto identity = context.auth_context()->GetPeerIdentity();
  return identity.empty() ? std::string() : std::string(identity[0].data(), identity[0].size());
}

}  // namespace filing_review::service
