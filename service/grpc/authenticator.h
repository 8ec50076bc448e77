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
// Calls that the HTTP port hands to gRPC come over a channel inside the process, which has no peer
// of its own: what such a call says of its caller's certificate counts only where it comes with a
// secret that this process alone knows (WebMetadata). Nothing else about that channel is trusted.
//
// Thread-safe; calls look at the list's file at most once a second.
#pragma once

#include <grpcpp/impl/codegen/server_context.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "service/access/access_list.h"

namespace filing_review::service {

// What a caller shows.
struct Credentials {
  std::optional<std::string> authorization;    // the header, or metadata
  std::vector<std::string> certificate_names;  // of a certificate that was verified
};

class Authenticator {
 public:
  // `list` may be null.
  Authenticator(std::unique_ptr<AccessList> list, bool client_certificates);

  // UNAUTHENTICATED no_credentials, unknown_credentials.
  absl::StatusOr<Caller> Identify(const Credentials& credentials) const;
  // The same, and PERMISSION_DENIED role_missing.
  absl::StatusOr<Caller> Check(const Credentials& credentials, Role needed) const;
  absl::StatusOr<Caller> Check(const grpc::ServerContextBase& context, Role needed) const;
  absl::StatusOr<Caller> Identify(const grpc::ServerContextBase& context) const;

  // Metadata of a call inside the process for a caller of the HTTP port with these names in its
  // verified certificate.
  std::vector<std::pair<std::string, std::string>> WebMetadata(
      const std::vector<std::string>& certificate_names) const;

 private:
  Credentials CredentialsOf(const grpc::ServerContextBase& context) const;

  const std::unique_ptr<AccessList> list_;
  const bool client_certificates_;
  const std::string web_secret_;  // new at each start
};

}  // namespace filing_review::service
