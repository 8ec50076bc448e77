#include "service/http/http_port.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "service/http/http_session.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr int kThreads = 2;
constexpr int kBacklog = 512;
constexpr std::chrono::milliseconds kPause{50};  // where there are no descriptors

absl::StatusOr<tcp::endpoint> EndpointOf(const std::string& address) {
  const size_t colon = address.rfind(':');
  std::string host = colon == std::string::npos ? "" : address.substr(0, colon);
  if (host == "localhost") host = "127.0.0.1";
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  }
  int port = -1;
  boost::system::error_code error;
  const asio::ip::address place = asio::ip::make_address(host, error);
  if (error || !absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 0 || port > 65'535) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadHttpAddress,
                        "--http wants an address and a port such as 127.0.0.1:8080 or [::1]:8080, "
                        "not " +
                            address);
  }
  return tcp::endpoint(place, static_cast<uint16_t>(port));
}

class Port final : public HttpPort {
 public:
  Port(const HttpPortOptions& options, HttpHandler& handler)
      : tls_(options.tls),
        shared_{handler, options.limits,
                HttpSeats(options.limits.http_connections,
                          std::chrono::seconds(options.limits.http_head_seconds))},
        context_(kThreads),
        acceptor_(asio::make_strand(context_)) {}

  ~Port() override {
    shared_.stopping = true;
    asio::post(acceptor_.get_executor(), [this] {
      boost::system::error_code ignored;
      acceptor_.close(ignored);
    });
    shared_.seats.CloseAll();
    for (std::thread& thread : threads_) thread.join();
  }

  absl::Status Listen(const std::string& address, const tcp::endpoint& endpoint) {
    boost::system::error_code error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(kBacklog, error);
    const tcp::endpoint bound = error ? endpoint : acceptor_.local_endpoint(error);
    if (error) {
      return ServiceError(
          absl::StatusCode::kUnavailable, "listen",
          address + " cannot be listened on (" + error.message() + "); give another --http");
    }
    address_ = address.substr(0, address.rfind(':') + 1) + std::to_string(bound.port());
    asio::co_spawn(acceptor_.get_executor(), Accept(), asio::detached);
    for (int i = 0; i < kThreads; ++i) {
      threads_.emplace_back([this] { context_.run(); });
    }
    return absl::OkStatus();
  }

  const std::string& address() const override { return address_; }

 private:
  asio::awaitable<void> Accept() {
    asio::steady_timer pause(acceptor_.get_executor());
    while (!shared_.stopping) {
      boost::system::error_code error;
      tcp::socket socket = co_await acceptor_.async_accept(
          asio::make_strand(context_), asio::redirect_error(asio::use_awaitable, error));
      if (shared_.stopping || error == asio::error::operation_aborted) co_return;
      if (error) {
        // Out of descriptors, or the peer is gone already: not at full speed.
        pause.expires_after(kPause);
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        continue;
      }
      StartSession(std::move(socket), tls_ == nullptr ? nullptr : tls_->Current(), shared_);
    }
  }

  TlsContext* const tls_;
  HttpShared shared_;
  asio::io_context context_;
  tcp::acceptor acceptor_;
  std::string address_;
  std::vector<std::thread> threads_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<HttpPort>> HttpPort::Open(const HttpPortOptions& options,
                                                         HttpHandler& handler) {
  const absl::StatusOr<tcp::endpoint> endpoint = EndpointOf(options.address);
  if (!endpoint.ok()) return endpoint.status();
  auto port = std::make_unique<Port>(options, handler);
  if (const absl::Status status = port->Listen(options.address, *endpoint); !status.ok()) {
    return status;
  }
  return port;
}

}  // namespace filing_review::service
