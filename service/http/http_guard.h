// Refuses what a browser was talked into: requests under a name that is not this server's (DNS
// rebinding), and requests that another site makes.
//
//   HttpGuard guard({"127.0.0.1", "localhost", "reviews.example.org"});
//   if (const auto refused = guard.Refuse(request)) …
//
// The Host header must be one of the names, or one that the server's certificate bears. An Origin
// must be that of the request itself. A request marked Sec-Fetch-Site must come from the same
// origin or from the address bar; another site may only link to a page (a navigation with GET
// outside /v1/), since it cannot read what comes back.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "service/http/http_message.h"

namespace filing_review::service {

class HttpGuard {
 public:
  // `certified`: whether the server's certificate is for that name; may be null.
  explicit HttpGuard(std::vector<std::string> names,
                     std::function<bool(const std::string&)> certified = nullptr);

  // 400 bad_request, 421 unknown_host, 403 cross_site.
  std::optional<HttpAnswer> Refuse(const HttpRequest& request) const;

 private:
  bool Knows(const std::string& host) const;
  const std::vector<std::string> names_;  // lower case
  const std::function<bool(const std::string&)> certified_;
};

// Without the port, in lower case; an IPv6 address keeps its brackets.
std::string HostName(std::string_view host);

}  // namespace filing_review::service
