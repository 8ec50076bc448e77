#include "service/access/tls_context.h"

#include <arpa/inet.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <utility>

#include "service/event_log.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr std::chrono::seconds kLookEvery{10};

std::array<int64_t, 3> VersionOf(const std::string& path) {
  struct stat info;
  if (path.empty() || stat(path.c_str(), &info) != 0) return {};
  return {static_cast<int64_t>(info.st_ino), info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

std::vector<std::array<int64_t, 3>> VersionsOf(const TlsFiles& files) {
  return {VersionOf(files.certificate), VersionOf(files.key), VersionOf(files.client_ca)};
}

int ServesHttp1(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in,
                unsigned in_size, void*) {
  static constexpr unsigned char kProtocols[] = "\x08http/1.1";
  return SSL_select_next_proto(const_cast<unsigned char**>(out), out_size, kProtocols,
                               sizeof kProtocols - 1, in, in_size) == OPENSSL_NPN_NEGOTIATED
             ? SSL_TLSEXT_ERR_OK
             : SSL_TLSEXT_ERR_NOACK;
}

void AddName(const unsigned char* data, int size, std::vector<std::string>& names) {
  std::string name(reinterpret_cast<const char*>(data), static_cast<size_t>(std::max(size, 0)));
  if (!name.empty() && name.find('\0') == std::string::npos) names.push_back(std::move(name));
}

void AddAlternativeName(const GENERAL_NAME* name, std::vector<std::string>& names) {
  char text[INET6_ADDRSTRLEN];
  switch (name->type) {
    case GEN_DNS:
    case GEN_EMAIL:
    case GEN_URI:
      AddName(ASN1_STRING_get0_data(name->d.ia5), ASN1_STRING_length(name->d.ia5), names);
      break;
    case GEN_IPADD: {
      const int size = ASN1_STRING_length(name->d.iPAddress);
      const int family = size == 4 ? AF_INET : AF_INET6;
      if ((size == 4 || size == 16) && inet_ntop(family, ASN1_STRING_get0_data(name->d.iPAddress),
                                                 text, sizeof text) != nullptr) {
        names.emplace_back(text);
      }
      break;
    }
    default:
      break;
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<TlsContext>> TlsContext::Open(const TlsFiles& files) {
  std::unique_ptr<TlsContext> context(new TlsContext(files));
  if (const absl::Status status = context->Load(); !status.ok()) return status;
  return context;
}

absl::Status TlsContext::Load() {
  versions_ = VersionsOf(files_);
  next_look_ = std::chrono::steady_clock::now() + kLookEvery;
  if (const absl::Status status = CheckTlsFiles(files_); !status.ok()) return status;
  const std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  bool good =
      context != nullptr && SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION) == 1;
  good = good &&
         SSL_CTX_use_certificate_chain_file(context.get(), files_.certificate.c_str()) == 1 &&
         SSL_CTX_use_PrivateKey_file(context.get(), files_.key.c_str(), SSL_FILETYPE_PEM) == 1;
  if (good && !files_.client_ca.empty()) {
    good = SSL_CTX_load_verify_file(context.get(), files_.client_ca.c_str()) == 1;
    SSL_CTX_set_client_CA_list(context.get(), SSL_load_client_CA_file(files_.client_ca.c_str()));
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    static constexpr unsigned char kId[] = "filing-review";
    SSL_CTX_set_session_id_context(context.get(), kId, sizeof kId - 1);
  }
  if (!good) {
    return ServiceError(
        absl::StatusCode::kInvalidArgument, kReasonTls,
        files_.certificate + ": OpenSSL does not take it with its key; give others");
  }
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_alpn_select_cb(context.get(), &ServesHttp1, nullptr);
  current_ = context;
  return absl::OkStatus();
}

std::shared_ptr<SSL_CTX> TlsContext::Current() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (std::chrono::steady_clock::now() >= next_look_) {
    next_look_ = std::chrono::steady_clock::now() + kLookEvery;
    if (VersionsOf(files_) != versions_) {
      const absl::Status status = Load();
      LogEvent(status.ok()
                   ? "the HTTP port has the new certificate"
                   : "the HTTP port keeps its certificate: " + std::string(status.message()));
    }
  }
  return current_;
}

bool TlsContext::CertifiedFor(const std::string& host) {
  X509* certificate = SSL_CTX_get0_certificate(Current().get());
  if (certificate == nullptr || host.empty()) return false;
  std::string address = host;
  if (address.front() == '[' && address.back() == ']') {
    address = address.substr(1, address.size() - 2);
  }
  return X509_check_ip_asc(certificate, address.c_str(), 0) == 1 ||
         X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1;
}

std::vector<std::string> PeerCertificateNames(const SSL* ssl) {
  std::vector<std::string> names;
  if (SSL_get_verify_result(ssl) != X509_V_OK) return names;
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(SSL_get1_peer_certificate(ssl),
                                                                &X509_free);
  if (certificate == nullptr) return names;
  auto* const alternatives = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr));
  for (int i = 0; i < sk_GENERAL_NAME_num(alternatives); ++i) {
    AddAlternativeName(sk_GENERAL_NAME_value(alternatives, i), names);
  }
  GENERAL_NAMES_free(alternatives);
  const X509_NAME* const subject = X509_get_subject_name(certificate.get());
  for (int at = -1; (at = X509_NAME_get_index_by_NID(subject, NID_commonName, at)) >= 0;) {
    unsigned char* text = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    AddName(text, size, names);
    OPENSSL_free(text);
  }
  return names;
}

}  // namespace filing_review::service
