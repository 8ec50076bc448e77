// What the sessions of a port share.
#pragma once

#include <atomic>
#include <cstdint>

#include "service/http/http_message.h"
#include "service/http/http_seats.h"
#include "service/limits.h"

namespace filing_review::service {

struct HttpShared {
  HttpHandler& handler;
  const ServerLimits limits;
  HttpSeats seats;
  std::atomic<int32_t> large_bodies{0};  // being read
  std::atomic<bool> stopping{false};
};

}  // namespace filing_review::service
