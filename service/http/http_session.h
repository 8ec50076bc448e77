// One connection: reads requests, has them answered, writes the answers, one after the other.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <utility>  // before asio's coroutines, which forget it

#include "service/access/tls_context.h"
#include "service/http/http_message.h"
#include "service/http/http_seats.h"
#include "service/limits.h"

namespace filing_review::service {

// What the sessions of a port share.
struct HttpShared {
  HttpHandler& handler;
  const ServerLimits limits;
  HttpSeats seats;
  std::atomic<int32_t> large_bodies{0};  // being read
  std::atomic<bool> stopping{false};
};

// Starts a session on the strand that the socket is bound to. `tls`: null for plain text.
void StartSession(boost::asio::ip::tcp::socket socket, const std::shared_ptr<SSL_CTX>& tls,
                  HttpShared& shared);

}  // namespace filing_review::service
