// Who calls a method, and whether the caller may.
//
//   absl::StatusOr<Caller> caller = authenticator.Check(*context, Role::kRead);
//
// Without an access list and without client certificates every caller is the same owner "" and may
// call everything (the server then listens on this machine alone, service/grpc/server.h). With
// client certificates but no list, a caller is the name in its certificate and has the roles submit
// and read. With a list, a caller is the one of the list that has its bearer token or its
// certificate.
//
// Thread-safe; calls look at the list's file at most once a second.
#pragma once

#include <grpcpp/impl/codegen/server_context.h>

#include <memory>

#include "absl/status/statusor.h"
#include "service/access/access_list.h"

namespace filing_review::service {

class Authenticator {
 public:
  // `list` may be null.
  Authenticator(std::unique_ptr<AccessList> list, bool client_certificates)
      : list_(std::move(list)), client_certificates_(client_certificates) {}

  // UNAUTHENTICATED no_credentials, unknown_credentials; PERMISSION_DENIED role_missing.
  absl::StatusOr<Caller> Check(const grpc::ServerContextBase& context, Role needed) const;

  // Whatever its roles are. UNAUTHENTICATED.
  absl::StatusOr<Caller> Identify(const grpc::ServerContextBase& context) const;

 private:
  const std::unique_ptr<AccessList> list_;
  const bool client_certificates_;
};

}  // namespace filing_review::service
