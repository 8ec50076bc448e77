#include "service/grpc/authenticator.h"

#include <string>
#include <string_view>
#include <vector>

#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

constexpr std::string_view kBearer = "Bearer ";

absl::Status Unauthenticated(const char* reason, const std::string& message) {
  return ServiceError(absl::StatusCode::kUnauthenticated, reason, message);
}

constexpr char kWebSecret[] = "x-filing-review-web";
constexpr char kWebName[] = "x-filing-review-web-name-bin";

std::vector<std::string> CertificateNames(const grpc::ServerContextBase& context) {
  std::vector<std::string> names;
  for (const auto& name : context.auth_context()->GetPeerIdentity()) {
    names.emplace_back(name.data(), name.size());
  }
  for (const auto& name : context.auth_context()->FindPropertyValues("x509_common_name")) {
    names.emplace_back(name.data(), name.size());
  }
  return names;
}

}  // namespace

Authenticator::Authenticator(std::unique_ptr<AccessList> list, bool client_certificates)
    : list_(std::move(list)), client_certificates_(client_certificates), web_secret_(NewToken()) {}

Credentials Authenticator::CredentialsOf(const grpc::ServerContextBase& context) const {
  Credentials credentials;
  const auto& metadata = context.client_metadata();
  if (const auto sent = metadata.find("authorization"); sent != metadata.end()) {
    credentials.authorization = std::string(sent->second.data(), sent->second.size());
  }
  const auto secret = metadata.find(kWebSecret);
  if (secret == metadata.end()) {
    credentials.certificate_names = CertificateNames(context);
  } else if (!web_secret_.empty() &&
             Sha256Of(std::string_view(secret->second.data(), secret->second.size())) ==
                 Sha256Of(web_secret_)) {
    const auto [begin, end] = metadata.equal_range(kWebName);
    for (auto it = begin; it != end; ++it) {
      credentials.certificate_names.emplace_back(it->second.data(), it->second.size());
    }
  }
  return credentials;
}

std::vector<std::pair<std::string, std::string>> Authenticator::WebMetadata(
    const std::vector<std::string>& certificate_names) const {
  std::vector<std::pair<std::string, std::string>> metadata;
  if (web_secret_.empty() || certificate_names.empty()) return metadata;
  metadata.emplace_back(kWebSecret, web_secret_);
  for (const std::string& name : certificate_names) metadata.emplace_back(kWebName, name);
  return metadata;
}

absl::StatusOr<Caller> Authenticator::Identify(const Credentials& credentials) const {
  const std::vector<std::string> names =
      client_certificates_ ? credentials.certificate_names : std::vector<std::string>();
  if (list_ == nullptr) {
    if (!client_certificates_) return Caller{"", static_cast<uint8_t>(Role::kAdmin)};
    if (names.empty()) {
      return Unauthenticated(kReasonNoCredentials, "the client's certificate bears no name");
    }
    // Not review: that reads what others submitted, and nobody said who may.
    return Caller{names[0], static_cast<uint8_t>(Role::kSubmit) | static_cast<uint8_t>(Role::kRead),
                  /*verified=*/true};
  }
  const std::shared_ptr<const AccessEntries> entries = list_->Current();
  if (credentials.authorization.has_value()) {
    const std::string_view value = *credentials.authorization;
    const Caller* caller = value.substr(0, kBearer.size()) == kBearer
                               ? entries->FindToken(value.substr(kBearer.size()))
                               : nullptr;
    if (caller != nullptr) return *caller;
    return Unauthenticated(kReasonUnknownCredentials,
                           "the bearer token is not one that this server knows");
  }
  for (const std::string& name : names) {
    if (const Caller* caller = entries->FindCertificate(name)) return *caller;
  }
  if (!names.empty()) {
    return Unauthenticated(kReasonUnknownCredentials,
                           "the name in the client's certificate is not in the access list");
  }
  return Unauthenticated(kReasonNoCredentials,
                         "this server wants a bearer token; give one with --token-file, or "
                         "metadata authorization: Bearer …");
}

absl::StatusOr<Caller> Authenticator::Identify(const grpc::ServerContextBase& context) const {
  return Identify(CredentialsOf(context));
}

absl::StatusOr<Caller> Authenticator::Check(const grpc::ServerContextBase& context,
                                            Role needed) const {
  return Check(CredentialsOf(context), needed);
}

absl::StatusOr<Caller> Authenticator::Check(const Credentials& credentials, Role needed) const {
  absl::StatusOr<Caller> caller = Identify(credentials);
  if (caller.ok() && !caller->Has(needed)) {
    return ServiceError(
        absl::StatusCode::kPermissionDenied, kReasonRoleMissing,
        "your credentials lack the role " + std::string(RoleName(needed)) + " for this call");
  }
  return caller;
}

}  // namespace filing_review::service
