#include "service/cli/server_options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "service/cli/command_line.h"
#include "service/cli/input_file.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

ServerOptions::ServerOptions() { access.server = kDefaultServer; }

void AddServerOptions(CLI::App& command, ServerOptions& options) {
  command.add_option("--server", options.access.server, "HOST:PORT or unix:PATH")
      ->capture_default_str();
  command.add_flag("--tls", options.access.tls, "Call by TLS, trusting the system's authorities");
  command.add_option("--tls-ca", options.access.tls_ca,
                     "PEM file of the authorities to trust; implies --tls");
  CLI::Option* key = command.add_option("--tls-key", options.access.tls_key,
                                        "PEM file of the client certificate's key");
  CLI::Option* certificate = command.add_option("--tls-cert", options.access.tls_certificate,
                                                "PEM file of a client certificate; implies --tls");
  key->needs(certificate);
  certificate->needs(key);
  command.add_option("--token-file", options.token_file,
                     "File with a bearer token; otherwise the variable FILING_REVIEW_TOKEN");
  command
      .add_option("--retry-seconds", options.retry_seconds,
                  "How long to go on where the server is busy or the line breaks")
      ->check(CLI::Range(0, 86'400))
      ->capture_default_str();
}

absl::StatusOr<service::ServerAccess> AccessOf(const ServerOptions& options) {
  service::ServerAccess access = options.access;
  if (!options.token_file.empty()) {
    absl::StatusOr<std::string> token = ReadPasswordFile(options.token_file);
    if (!token.ok()) return token.status();
    access.token = *std::move(token);
  } else if (const char* token = std::getenv("FILING_REVIEW_TOKEN"); token != nullptr) {
    access.token = token;
  }
  return access;
}

absl::StatusOr<std::unique_ptr<service::FilingClient>> Connect(const ServerOptions& options) {
  const absl::StatusOr<service::ServerAccess> access = AccessOf(options);
  if (!access.ok()) return access.status();
  return service::FilingClient::Connect(*access, options.retry_seconds,
                                        [](const std::string& why) { PrintNote(why); });
}

}  // namespace filing_review::cli
