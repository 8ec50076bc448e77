// The HTTP port of those who run the server: GET and HEAD of /healthz, /readyz and /metrics.
//
//   auto port = OpsPort::Open("127.0.0.1:9464", {}, token, [&] { return ready; });
//
// It listens on loopback only. One thread of its own serves it, which never waits for anything
// else: health answers however busy the rest is. A page in a browser gets nothing out of it: the
// Host header must name the address listened on, localhost, or a name of `hosts` (against DNS
// rebinding), and a request with an Origin, or marked cross-site, is refused. /metrics wants the
// token, in its URL (?token=…) or as `Authorization: Bearer …`, since other users of the machine
// reach loopback too; the other two say nothing that they could not see.
//
// A connection carries one request. Its head may have 8 KiB and must be there, and the answer be
// taken, within 5 s; a body is refused. Of 64 connections at once, the one that has waited longest
// makes room for a new one.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"

namespace filing_review::service {

class OpsPort {
 public:
  // INVALID_ARGUMENT bad_http_address: not HOST:PORT on loopback; UNAVAILABLE listen.
  static absl::StatusOr<std::unique_ptr<OpsPort>> Open(const std::string& address,
                                                       const std::vector<std::string>& hosts,
                                                       const std::string& token,
                                                       std::function<bool()> ready);
  ~OpsPort();

  // With the chosen port in place of 0.
  const std::string& address() const { return address_; }

 private:
  OpsPort() = default;
  void Loop();

  std::string address_;
  std::vector<std::string> hosts_;  // lower case, without port
  std::string token_;
  std::function<bool()> ready_;
  int listener_ = -1;
  int wake_[2] = {-1, -1};
  std::thread thread_;
};

// The answer to a request's head, up to and with its empty line.
std::string OpsAnswer(const std::string& head, const std::vector<std::string>& hosts,
                      const std::string& token, bool ready);

}  // namespace filing_review::service
