// How the commands that call a server reach it: address, TLS, token, patience.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/client/filing_client.h"

namespace CLI {
class App;
}

namespace filing_review::cli {

struct ServerOptions {
  service::ServerAccess access;
  std::string token_file;  // empty: the environment's FILING_REVIEW_TOKEN, where it is set
  int retry_seconds = 300;
  ServerOptions();
};

// --server, --tls, --tls-ca, --tls-cert, --tls-key, --token-file, --retry-seconds.
void AddServerOptions(CLI::App& command, ServerOptions& options);

// With the token of the file or the environment.
absl::StatusOr<service::ServerAccess> AccessOf(const ServerOptions& options);

// Connects; says on stderr why it waits.
absl::StatusOr<std::unique_ptr<service::FilingClient>> Connect(const ServerOptions& options);

}  // namespace filing_review::cli
