// The HTTP port: connections, TLS, time and room; what is asked is a handler's business.
//
//   auto port = HttpPort::Open({"127.0.0.1:8080", tls, limits}, handler);
//   printf("%s\n", (*port)->address().c_str());
//
// Two threads of its own serve all connections and never wait: not for a slow peer, the disk, or
// gRPC. So answers that need neither, such as health and metrics, come however busy the rest is,
// and a connection that is held costs memory but no thread. A head must be there within
// `http_head_seconds`, a body and an answer must move at `http_rate_bytes` a second. Of
// `http_connections`, the one that has waited longest for its head makes room for a new one; where
// none waits, the one that has been at work longest, if that is longer than `http_head_seconds`.
//
// HTTP/1.1, by Boost.Beast; HTTP/1.0 for answers whose size is known.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/access/tls_context.h"
#include "service/http/http_message.h"
#include "service/limits.h"

namespace filing_review::service {

struct HttpPortOptions {
  std::string address;        // HOST:PORT, an IP address or localhost; port 0: any free one
  TlsContext* tls = nullptr;  // null: plain text
  ServerLimits limits;
};

class HttpPort {
 public:
  // `handler` outlives the port. INVALID_ARGUMENT bad_http_address; UNAVAILABLE listen.
  static absl::StatusOr<std::unique_ptr<HttpPort>> Open(const HttpPortOptions& options,
                                                        HttpHandler& handler);
  // Ends all connections.
  virtual ~HttpPort() = default;

  // With the chosen port in place of 0.
  virtual const std::string& address() const = 0;
};

}  // namespace filing_review::service
