#include "service/http/http_guard.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "service/http/http_error.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

std::vector<std::string> LowerCase(std::vector<std::string> names) {
  for (std::string& name : names) name = HostName(name);
  return names;
}

// Headers that are handed on as metadata of gRPC, which holds printable ASCII alone and knows one
// of each.
constexpr const char* kHandedOn[] = {"authorization", "grpc-timeout", "x-request-id"};

bool CanBeHandedOn(const HttpRequest& request) {
  return std::all_of(std::begin(kHandedOn), std::end(kHandedOn), [&](const char* name) {
    const std::string_view value = request.Header(name);
    return request.headers.count(name) <= 1 &&
           std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; });
  });
}

}  // namespace

std::string HostName(std::string_view host) {
  const size_t bracket = host.rfind(']');
  const size_t colon = host.rfind(':');
  if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket)) {
    host = host.substr(0, colon);
  }
  return std::string(absl::AsciiStrToLower(absl::string_view(host.data(), host.size())));
}

HttpGuard::HttpGuard(std::vector<std::string> names,
                     std::function<bool(const std::string&)> certified)
    : names_(LowerCase(std::move(names))), certified_(std::move(certified)) {}

bool HttpGuard::Knows(const std::string& host) const {
  return std::find(names_.begin(), names_.end(), host) != names_.end() ||
         (certified_ != nullptr && certified_(host));
}

std::optional<HttpAnswer> HttpGuard::Refuse(const HttpRequest& request) const {
  if (request.headers.count("host") != 1) {
    return ErrorAnswer(400, kReasonBadRequest, "a request has one Host header");
  }
  if (!CanBeHandedOn(request)) {
    return ErrorAnswer(400, kReasonBadRequest,
                       "Authorization, Grpc-Timeout and X-Request-Id stand once, in plain "
                       "characters");
  }
  const std::string_view host = request.Header("host");
  if (!Knows(HostName(host))) {
    return ErrorAnswer(421, kReasonUnknownHost,
                       "this Host is not served; add its name to --http-hosts");
  }
  const std::string own = (request.secure ? "https://" : "http://") + std::string(host);
  const bool origin_wrong = request.headers.count("origin") > 0 &&
                            !absl::EqualsIgnoreCase(std::string(request.Header("origin")), own);
  const std::string_view site = request.Header("sec-fetch-site");
  const bool linked = request.method == "GET" && request.Header("sec-fetch-mode") == "navigate" &&
                      request.Header("sec-fetch-dest") == "document" &&
                      request.path.rfind("/v1/", 0) != 0;
  const bool site_wrong = request.headers.count("sec-fetch-site") > 0 && site != "same-origin" &&
                          site != "none" && !linked;
  if (origin_wrong || site_wrong) {
    return ErrorAnswer(403, kReasonCrossSite,
                       "requests of other sites are refused; open the console at its own address");
  }
  return std::nullopt;
}

}  // namespace filing_review::service
