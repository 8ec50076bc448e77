#include "service/grpc/authenticator.h"

#include <string>
#include <string_view>
#include <vector>

#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr std::string_view kBearer = "Bearer ";

absl::Status Unauthenticated(const char* reason, const std::string& message) {
  return ServiceError(absl::StatusCode::kUnauthenticated, reason, message);
}

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

absl::StatusOr<Caller> Authenticator::Identify(const grpc::ServerContextBase& context) const {
  const std::vector<std::string> names =
      client_certificates_ ? CertificateNames(context) : std::vector<std::string>();
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
  const auto& metadata = context.client_metadata();
  const auto sent = metadata.find("authorization");
  if (sent != metadata.end()) {
    const std::string_view value(sent->second.data(), sent->second.size());
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

absl::StatusOr<Caller> Authenticator::Check(const grpc::ServerContextBase& context,
                                            Role needed) const {
  absl::StatusOr<Caller> caller = Identify(context);
  if (caller.ok() && !caller->Has(needed)) {
    return ServiceError(
        absl::StatusCode::kPermissionDenied, kReasonRoleMissing,
        "your credentials lack the role " + std::string(RoleName(needed)) + " for this call");
  }
  return caller;
}

}  // namespace filing_review::service
