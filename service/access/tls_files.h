// Files of a TLS server: checked at the start, read anew by gRPC when they change.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace filing_review::service {

// PEM files; empty: not given.
struct TlsFiles {
  std::string certificate;  // the server's chain
  std::string key;          // its private key, without a password
  std::string client_ca;    // authorities whose client certificates are wanted; empty: none wanted
  bool given() const { return !certificate.empty() || !key.empty() || !client_ca.empty(); }
};

// INVALID_ARGUMENT tls: a file is missing, is no PEM, or key and certificate do not fit. The
// message names the file and says what to do.
absl::Status CheckTlsFiles(const TlsFiles& files);

// True for addresses that only this machine reaches: 127.0.0.0/8, [::1], localhost, unix:.
bool IsLocalAddress(const std::string& listen);

}  // namespace filing_review::service
