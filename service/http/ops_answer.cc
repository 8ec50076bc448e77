#include <map>
#include <sstream>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "service/http/ops_port.h"
#include "service/metrics.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

std::string Response(int code, const char* words, const std::string& body, bool with_body = true,
                     const char* type = "text/plain; charset=utf-8") {
  Count(Metric::kHttpRequests, {std::to_string(code)});
  return "HTTP/1.1 " + std::to_string(code) + " " + words + "\r\nContent-Type: " + type +
         "\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff"
         "\r\nContent-Security-Policy: default-src 'none'\r\n\r\n" +
         (with_body ? body : "");
}

// Without the port, in lower case.
std::string HostName(std::string host) {
  const size_t bracket = host.rfind(']');
  const size_t colon = host.rfind(':');
  if (colon != std::string::npos && (bracket == std::string::npos || colon > bracket)) {
    host.resize(colon);
  }
  return std::string(absl::AsciiStrToLower(host));
}

// Digests are compared: the time does not tell how much of a token is right.
bool HasToken(const std::string& query, const std::string& authorization,
              const std::string& token) {
  constexpr std::string_view kQuery = "token=", kBearer = "Bearer ";
  std::string_view given;
  if (absl::StartsWith(authorization, "Bearer ")) {
    given = std::string_view(authorization).substr(kBearer.size());
  } else if (absl::StartsWith(query, "token=")) {
    given = std::string_view(query).substr(kQuery.size());
  }
  return Sha256Of(std::string(given)) == Sha256Of(token);
}

}  // namespace

std::string OpsAnswer(const std::string& head, const std::vector<std::string>& hosts,
                      const std::string& token, bool ready) {
  std::istringstream in(head);
  std::string line, method, path, version;
  std::getline(in, line);
  std::istringstream(line) >> method >> path >> version;
  if (!absl::StartsWith(version, "HTTP/1.")) return Response(400, "Bad Request", "not HTTP/1\n");
  std::multimap<std::string, std::string> headers;
  while (std::getline(in, line) && line != "\r" && !line.empty()) {
    const size_t colon = line.find(':');
    if (colon == std::string::npos) return Response(400, "Bad Request", "a header has no colon\n");
    headers.emplace(std::string(absl::AsciiStrToLower(line.substr(0, colon))),
                    std::string(absl::StripAsciiWhitespace(line.substr(colon + 1))));
  }
  if (headers.count("host") != 1) return Response(400, "Bad Request", "one Host is wanted\n");
  const std::string host = HostName(headers.find("host")->second);
  bool known = false;
  for (const std::string& name : hosts) known = known || name == host;
  if (!known) {
    return Response(421, "Misdirected Request", "this Host is not served; see --http-hosts\n");
  }
  const auto site = headers.find("sec-fetch-site");
  if (headers.count("origin") > 0 ||
      (site != headers.end() && site->second != "none" && site->second != "same-origin")) {
    return Response(403, "Forbidden", "no requests of other sites\n");
  }
  const bool is_head = method == "HEAD";
  if (method != "GET" && !is_head) {
    return Response(405, "Method Not Allowed", "GET and HEAD only\n");
  }
  const auto length = headers.find("content-length");
  if (headers.count("transfer-encoding") > 0 ||
      (length != headers.end() && length->second != "0")) {
    return Response(413, "Payload Too Large", "no body is taken\n");
  }
  std::string query;
  if (const size_t mark = path.find('?'); mark != std::string::npos) {
    query = path.substr(mark + 1);
    path.resize(mark);
  }
  if (path == "/healthz") return Response(200, "OK", "ok\n", !is_head);
  if (path == "/readyz") {
    return ready ? Response(200, "OK", "ready\n", !is_head)
                 : Response(503, "Service Unavailable", "not ready\n", !is_head);
  }
  if (path == "/metrics") {
    const auto sent = headers.find("authorization");
    if (!HasToken(query, sent == headers.end() ? "" : sent->second, token)) {
      return Response(401, "Unauthorized",
                      "this wants the token of the URL that the server printed at its start, or of "
                      "--http-token-file: ?token=..., or Authorization: Bearer ...\n",
                      !is_head);
    }
    return Response(200, "OK", MetricsText(), !is_head, "text/plain; version=0.0.4");
  }
  return Response(404, "Not Found", "there are /healthz, /readyz and /metrics\n", !is_head);
}

}  // namespace filing_review::service
