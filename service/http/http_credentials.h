// Who an HTTP request says that its caller is: the Authorization header (never a cookie, never the
// address), and the certificate of its connection.
#pragma once

#include "service/grpc/authenticator.h"
#include "service/http/http_message.h"

namespace filing_review::service {

inline Credentials CredentialsOf(const HttpRequest& request) {
  Credentials credentials;
  if (request.headers.count("authorization") > 0) {
    // Empty where it stands twice, which nobody's token is.
    credentials.authorization = std::string(request.Header("authorization"));
  }
  credentials.certificate_names = request.certificate_names;
  return credentials;
}

}  // namespace filing_review::service
