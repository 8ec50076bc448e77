// How a client reaches its server: address, TLS, token.
#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace filing_review::service {

struct ServerAccess {
  std::string server;           // HOST:PORT or unix:PATH
  std::string tls_ca;           // PEM file of authorities; with TLS and empty: the system's
  std::string tls_certificate;  // PEM file of the client's own certificate; empty: none
  std::string tls_key;          // and of its key
  bool tls = false;             // also true where one of the files above is given
  std::string token;            // bearer token; empty: none
};

// A channel to it, connected. UNAVAILABLE no_server where nobody answers within five seconds;
// INVALID_ARGUMENT tls: a file cannot be read, or the token would go in plain text to another
// machine.
absl::StatusOr<std::shared_ptr<grpc::Channel>> Reach(const ServerAccess& access);

}  // namespace filing_review::service
