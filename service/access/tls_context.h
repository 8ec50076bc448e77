// TLS of the HTTP port, by the same files as gRPC's: read anew when they change.
//
//   auto tls = TlsContext::Open(files);
//   SSL* ssl = SSL_new((*tls)->Current().get());
//
// With authorities for clients, a certificate is asked for and verified where it is shown; who
// shows none may still say who it is by a token, as health may be asked for by anybody.
// Thread-safe.
#pragma once

#include <openssl/ssl.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/access/tls_files.h"

namespace filing_review::service {

class TlsContext {
 public:
  // INVALID_ARGUMENT tls.
  static absl::StatusOr<std::unique_ptr<TlsContext>> Open(const TlsFiles& files);

  // What is in force; looks at the files at most every 10 s. Files that are wrong change nothing
  // and are told in the log.
  std::shared_ptr<SSL_CTX> Current();

  // Whether the server's certificate is for that name or address.
  bool CertifiedFor(const std::string& host);

 private:
  explicit TlsContext(const TlsFiles& files) : files_(files) {}
  absl::Status Load();

  const TlsFiles files_;
  std::mutex mutex_;
  std::vector<std::array<int64_t, 3>> versions_;  // of the files
  std::chrono::steady_clock::time_point next_look_;
  std::shared_ptr<SSL_CTX> current_;
};

// The names in the peer's verified certificate, in the order in which gRPC tells them: those of its
// subjectAltName (DNS, e-mail, URI, IP), then its common names. Empty where it showed none.
std::vector<std::string> PeerCertificateNames(const SSL* ssl);

}  // namespace filing_review::service
