#include "service/http/ops_port.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <list>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "service/metrics.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kMostConnections = 64;
constexpr size_t kHeadBytes = 8 << 10;
constexpr std::chrono::seconds kTime{5};

struct Connection {
  int fd;
  Clock::time_point deadline;
  std::string in, out;
  size_t sent = 0;
};

// False where the connection is over.
bool Receive(Connection& connection, const std::vector<std::string>& hosts,
             const std::string& token, bool ready) {
  char buffer[4096];
  const ssize_t n = recv(connection.fd, buffer, sizeof buffer, 0);
  if (n < 0) return errno == EAGAIN || errno == EINTR;
  if (n == 0) return false;
  connection.in.append(buffer, static_cast<size_t>(n));
  const size_t end = connection.in.find("\r\n\r\n");
  if (end != std::string::npos && end <= kHeadBytes) {
    connection.out = OpsAnswer(connection.in.substr(0, end + 4), hosts, token, ready);
  } else if (connection.in.size() > kHeadBytes) {
    Count(Metric::kHttpRequests, {"431"});
    connection.out =
        "HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n";
  }
  return true;
}

bool Send(Connection& connection) {
  const ssize_t n = send(connection.fd, connection.out.data() + connection.sent,
                         connection.out.size() - connection.sent, MSG_NOSIGNAL);
  if (n < 0) return errno == EAGAIN || errno == EINTR;
  connection.sent += static_cast<size_t>(n);
  if (connection.sent < connection.out.size()) return true;
  shutdown(connection.fd, SHUT_WR);
  return false;
}

}  // namespace

absl::StatusOr<std::unique_ptr<OpsPort>> OpsPort::Open(const std::string& address,
                                                       const std::vector<std::string>& hosts,
                                                       const std::string& token,
                                                       std::function<bool()> ready) {
  const size_t colon = address.rfind(':');
  int port = -1;
  sockaddr_in place{};
  place.sin_family = AF_INET;
  std::string host = colon == std::string::npos ? "" : address.substr(0, colon);
  if (host == "localhost") host = "127.0.0.1";
  if (host.empty() || !absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 0 ||
      port > 65'535 || inet_pton(AF_INET, host.c_str(), &place.sin_addr) != 1 ||
      ntohl(place.sin_addr.s_addr) >> 24 != 127) {
    return ServiceError(
        absl::StatusCode::kInvalidArgument, "bad_http_address",
        "--http wants a loopback address such as 127.0.0.1:9464; to be reached from "
        "elsewhere, put a proxy with TLS before it");
  }
  place.sin_port = htons(static_cast<uint16_t>(port));
  std::unique_ptr<OpsPort> http(new OpsPort());
  http->listener_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int yes = 1;
  setsockopt(http->listener_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  socklen_t size = sizeof place;
  if (bind(http->listener_, reinterpret_cast<sockaddr*>(&place), sizeof place) != 0 ||
      listen(http->listener_, 512) != 0 || pipe2(http->wake_, O_CLOEXEC) != 0 ||
      getsockname(http->listener_, reinterpret_cast<sockaddr*>(&place), &size) != 0) {
    return ServiceError(
        absl::StatusCode::kUnavailable, "listen",
        address + " cannot be listened on (" + std::strerror(errno) + "); give another --http");
  }
  http->address_ = host + ":" + std::to_string(ntohs(place.sin_port));
  http->hosts_ = {host, "localhost"};
  for (const std::string& name : hosts) {
    http->hosts_.emplace_back(absl::AsciiStrToLower(absl::StripAsciiWhitespace(name)));
  }
  http->token_ = token;
  http->ready_ = std::move(ready);
  http->thread_ = std::thread([port = http.get()] { port->Loop(); });
  return http;
}

OpsPort::~OpsPort() {
  if (thread_.joinable()) {
    close(wake_[1]);
    wake_[1] = -1;
    thread_.join();
  }
  for (const int fd : {listener_, wake_[0], wake_[1]}) {
    if (fd >= 0) close(fd);
  }
}

void OpsPort::Loop() {
  std::list<Connection> connections;  // the oldest first
  const auto drop = [&](std::list<Connection>::iterator at) {
    close(at->fd);
    return connections.erase(at);
  };
  for (;;) {
    std::vector<pollfd> polled = {{wake_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const Connection& one : connections) {
      polled.push_back({one.fd, static_cast<short>(one.out.empty() ? POLLIN : POLLOUT), 0});
    }
    const int count = poll(polled.data(), polled.size(), connections.empty() ? -1 : 250);
    if (count < 0 && errno != EINTR) return;
    if (polled[0].revents != 0) break;
    size_t i = 2;
    for (auto at = connections.begin(); at != connections.end(); ++i) {
      bool open = true;
      if (polled[i].revents != 0 && at->out.empty()) open = Receive(*at, hosts_, token_, ready_());
      if (open && !at->out.empty()) open = Send(*at);
      if (open && Clock::now() >= at->deadline) {
        Count(Metric::kHttpDropped, {"time"});
        open = false;
      }
      at = open ? std::next(at) : drop(at);
    }
    if (polled[1].revents == 0) continue;
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) {
      // Out of descriptors: not at full speed until there are some again.
      if (errno == EMFILE || errno == ENFILE) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
      }
      continue;
    }
    if (connections.size() == kMostConnections) {
      Count(Metric::kHttpDropped, {"room"});
      drop(connections.begin());
    }
    connections.push_back({fd, Clock::now() + kTime, "", "", 0});
  }
  while (!connections.empty()) drop(connections.begin());
}

}  // namespace filing_review::service
