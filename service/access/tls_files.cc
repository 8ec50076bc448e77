#include "service/access/tls_files.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <memory>

#include "absl/status/statusor.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

absl::Status Wrong(const std::string& message) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonTls, message);
}

struct CloseFile {
  void operator()(FILE* file) const { fclose(file); }
};
struct FreeX509 {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using File = std::unique_ptr<FILE, CloseFile>;

// A key with a password would make OpenSSL ask on the terminal.
int NoPassword(char*, int, int, void*) { return -1; }

absl::StatusOr<std::unique_ptr<X509, FreeX509>> ReadCertificate(const std::string& path) {
  const File file(fopen(path.c_str(), "re"));
  if (file == nullptr) return Wrong(path + ": cannot be read");
  std::unique_ptr<X509, FreeX509> certificate(
      PEM_read_X509(file.get(), nullptr, &NoPassword, nullptr));
  if (certificate == nullptr) return Wrong(path + ": holds no PEM certificate");
  return certificate;
}

}  // namespace

absl::Status CheckTlsFiles(const TlsFiles& files) {
  if (files.certificate.empty() || files.key.empty()) {
    return Wrong("TLS needs both --tls-cert and --tls-key");
  }
  const auto certificate = ReadCertificate(files.certificate);
  if (!certificate.ok()) return certificate.status();
  const File file(fopen(files.key.c_str(), "re"));
  if (file == nullptr) return Wrong(files.key + ": cannot be read");
  const std::unique_ptr<EVP_PKEY, FreeKey> key(
      PEM_read_PrivateKey(file.get(), nullptr, &NoPassword, nullptr));
  if (key == nullptr) return Wrong(files.key + ": holds no PEM private key without a password");
  if (X509_check_private_key(certificate->get(), key.get()) != 1) {
    return Wrong(files.key + ": is not the key of the certificate in " + files.certificate);
  }
  return files.client_ca.empty() ? absl::OkStatus() : ReadCertificate(files.client_ca).status();
}

bool IsLocalAddress(const std::string& listen) {
  if (listen.rfind("unix:", 0) == 0 || listen.rfind("unix-abstract:", 0) == 0) return true;
  const std::string host = listen.substr(0, listen.rfind(':'));
  return host == "localhost" || host == "[::1]" || host.rfind("127.", 0) == 0;
}

}  // namespace filing_review::service
