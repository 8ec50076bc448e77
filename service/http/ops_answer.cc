#include "service/http/ops_answer.h"

#include <string_view>

#include "service/http/http_error.h"
#include "service/metrics.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

HttpAnswer Text(int status, std::string text, const char* type = "text/plain; charset=utf-8") {
  HttpAnswer answer;
  answer.status = status;
  answer.Set("Content-Type", type);
  answer.body = std::move(text);
  answer.close = true;
  return answer;
}

// Digests are compared: the time does not tell how much of a token is right.
bool HasToken(const HttpRequest& request, const std::string& token) {
  constexpr std::string_view kBearer = "Bearer ";
  std::string_view given = request.Query("token");
  if (request.headers.count("authorization") > 0) {
    given = request.Header("authorization");
    if (given.substr(0, kBearer.size()) != kBearer) return false;
    given.remove_prefix(kBearer.size());
  }
  return Sha256Of(std::string(given)) == Sha256Of(token);
}

}  // namespace

std::optional<HttpAnswer> OpsAnswer(const HttpRequest& request, const std::string& token,
                                    bool ready) {
  const bool health = request.path == "/healthz", readiness = request.path == "/readyz";
  if (!health && !readiness && request.path != "/metrics") return std::nullopt;
  if (health) return Text(200, "ok\n");
  if (readiness) return ready ? Text(200, "ready\n") : Text(503, "not ready\n");
  if (!HasToken(request, token)) {
    HttpAnswer answer =
        ErrorAnswer(401, kReasonNoCredentials,
                    "this wants the token of the URL that the server printed at its start, or of "
                    "--http-token-file: ?token=..., or Authorization: Bearer ...");
    answer.close = true;
    return answer;
  }
  return Text(200, MetricsText(), "text/plain; version=0.0.4");
}

}  // namespace filing_review::service
