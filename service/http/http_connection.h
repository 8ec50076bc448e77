// One connection, plain or encrypted: its stream, what bytes may take, and whether the caller is
// still there. Used from its strand alone.
#pragma once

#include <poll.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>  // asio's coroutines forget it

#include "service/http/http_seats.h"
#include "service/http/http_shared.h"
#include "service/http/pending_value.h"
#include "service/limits.h"
#include "service/metrics.h"

namespace filing_review::service {

inline constexpr auto kTuple = boost::asio::as_tuple(boost::asio::use_awaitable);

// `Stream`: beast::tcp_stream, or beast::ssl_stream over one.
template <typename Stream>
struct HttpConnection {
  HttpConnection(std::shared_ptr<Stream> one, HttpShared& of_port, std::shared_ptr<HttpSeat> own)
      : stream(std::move(one)),
        lowest(boost::beast::get_lowest_layer(*stream)),
        shared(of_port),
        limits(of_port.limits),
        seat(std::move(own)) {}
  ~HttpConnection() { shared.seats.Leave(seat); }
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  std::chrono::seconds HeadTime() const { return std::chrono::seconds(limits.http_head_seconds); }

  // What so many bytes may take.
  std::chrono::milliseconds TimeOf(uint64_t bytes) const {
    return HeadTime() +
           std::chrono::milliseconds(bytes * 1000 / static_cast<uint64_t>(limits.http_rate_bytes));
  }

  // Nothing more is to be said on it.
  void Dropped(const boost::system::error_code& error) {
    if (shared.stopping) return;
    if (seat->sent_away) {
      Count(Metric::kHttpDropped, {"room"});
    } else if (error == boost::beast::error::timeout) {
      Count(Metric::kHttpDropped, {"time"});
    }
    broken = true;
  }

  // Nothing where the caller goes away, or the port stops, before the value is there.
  template <typename T>
  boost::asio::awaitable<std::optional<T>> Awaited(std::shared_ptr<Pending<T>> pending) {
    lowest.expires_never();
    boost::asio::steady_timer timer(pending->executor);
    pending->timer = &timer;
    std::optional<T> value;
    for (;;) {
      {
        const std::lock_guard<std::mutex> lock(pending->mutex);
        value = std::move(pending->value);
        if (value.has_value() || shared.stopping || PeerIsGone()) {
          pending->left = true;
          pending->timer = nullptr;
          break;
        }
      }
      timer.expires_after(kLookEvery);
      co_await timer.async_wait(kTuple);
    }
    co_return value;
  }

  bool PeerIsGone() {
    if (!lowest.socket().is_open()) return true;
    pollfd polled = {lowest.socket().native_handle(), POLLRDHUP, 0};
    return poll(&polled, 1, 0) > 0 && (polled.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
  }

  const std::shared_ptr<Stream> stream;
  boost::beast::tcp_stream& lowest;
  HttpShared& shared;
  const ServerLimits& limits;
  const std::shared_ptr<HttpSeat> seat;
  boost::beast::flat_buffer buffer;  // read and not yet used
  bool broken = false;

 private:
  static constexpr std::chrono::milliseconds kLookEvery{500};  // whether the caller is still there
};

}  // namespace filing_review::service
