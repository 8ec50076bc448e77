#include "service/http/http_session.h"

#include <poll.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>

#include "absl/strings/ascii.h"
#include "service/http/http_error.h"
#include "service/http/http_headers.h"
#include "service/metrics.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using Error = boost::system::error_code;
using Plain = beast::tcp_stream;
using Tls = beast::ssl_stream<beast::tcp_stream>;

constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds kLookEvery{500};  // whether the caller is still there
constexpr std::chrono::seconds kFarewell{2};
constexpr uint64_t kSmallBodyBytes = 64 << 10;
constexpr size_t kReadBytes = 16 << 10;

// A value that another thread hands over.
template <typename T>
struct Pending {
  explicit Pending(asio::any_io_executor strand) : executor(std::move(strand)) {}
  const asio::any_io_executor executor;
  std::mutex mutex;
  bool left = false;  // nobody waits any more; the executor may be gone
  std::optional<T> value;
  asio::steady_timer* timer = nullptr;  // of who waits, on the executor alone
};

template <typename T>
void Deliver(const std::shared_ptr<Pending<T>>& pending, T value) {
  const std::lock_guard<std::mutex> lock(pending->mutex);
  if (pending->left) return;
  pending->value = std::move(value);
  asio::post(pending->executor, [pending] {
    if (pending->timer != nullptr) pending->timer->cancel();
  });
}

template <typename Stream>
class Session {
 public:
  Session(std::shared_ptr<Stream> stream, HttpShared& shared, std::shared_ptr<HttpSeat> seat)
      : stream_(std::move(stream)),
        lowest_(beast::get_lowest_layer(*stream_)),
        shared_(shared),
        limits_(shared.limits),
        seat_(std::move(seat)) {}
  ~Session() { shared_.seats.Leave(seat_); }

  asio::awaitable<void> Run() {
    if constexpr (std::is_same_v<Stream, Tls>) {
      lowest_.expires_after(HeadTime());
      const auto [error] =
          co_await stream_->async_handshake(asio::ssl::stream_base::server, kTuple);
      if (error) co_return Dropped(error);
      names_ = PeerCertificateNames(stream_->native_handle());
    }
    for (bool first = true; co_await ServeOne(first); first = false) {
      shared_.seats.Wait(seat_);
    }
    co_await End();
  }

 private:
  std::chrono::seconds HeadTime() const { return std::chrono::seconds(limits_.http_head_seconds); }

  // What so many bytes may take.
  std::chrono::milliseconds TimeOf(uint64_t bytes) const {
    return HeadTime() +
           std::chrono::milliseconds(bytes * 1000 / static_cast<uint64_t>(limits_.http_rate_bytes));
  }

  void Dropped(const Error& error) {
    if (shared_.stopping) return;
    if (seat_->sent_away) {
      Count(Metric::kHttpDropped, {"room"});
    } else if (error == beast::error::timeout) {
      Count(Metric::kHttpDropped, {"time"});
    }
    broken_ = true;
  }

  // True where another request may follow.
  asio::awaitable<bool> ServeOne(bool first) {
    if (buffer_.size() == 0) {
      lowest_.expires_after(first ? HeadTime() : std::chrono::seconds(limits_.http_idle_seconds));
      const auto [error, count] =
          co_await stream_->async_read_some(buffer_.prepare(kReadBytes), kTuple);
      if (error) {
        Dropped(first ? error : Error());
        co_return false;
      }
      buffer_.commit(count);
    }
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<uint32_t>(limits_.http_head_bytes));
    parser.body_limit(static_cast<uint64_t>(limits_.http_body_bytes));
    lowest_.expires_after(HeadTime());
    const auto [error, count] = co_await http::async_read_header(*stream_, buffer_, parser, kTuple);
    if (error == http::error::header_limit) {
      co_return co_await Refuse(parser, 431, kReasonHeadSize,
                                "the head of a request has at most " +
                                    std::to_string(limits_.http_head_bytes) +
                                    " bytes; send fewer or shorter headers");
    }
    if (error == http::error::body_limit) co_return co_await Refuse(parser, BodyTooLarge());
    if (error && error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
      co_return co_await Refuse(parser, 400, kReasonBadRequest,
                                "this is no request of HTTP/1.1: " + error.message());
    }
    if (error || !shared_.seats.Work(seat_)) {
      Dropped(error);
      co_return false;
    }
    HttpRequest request;
    if (!ReadHead(parser, request)) {
      co_return co_await Refuse(
          parser, 400, kReasonBadRequest,
          "the address of a request is a path with its query, each name once");
    }
    std::optional<HttpAnswer> answer = shared_.handler.AnswerHead(request);
    if (answer.has_value()) {
      if (!parser.is_done()) answer->close = unread_ = true;
      co_return co_await Write(parser.get(), *std::move(answer));
    }
    if (!parser.is_done()) {
      const bool large =
          !parser.content_length().has_value() || *parser.content_length() > kSmallBodyBytes;
      const Place place(large ? &shared_.large_bodies : nullptr);
      if (place.number > limits_.http_bodies) {
        co_return co_await Refuse(
            parser, ErrorAnswer(BusyError(kReasonServerBusy,
                                          "too many large requests at once; send it again", 1)));
      }
      if (!co_await ReadBody(parser)) co_return false;
      request.body = std::move(parser.get().body());
      answer = co_await Handled(std::move(request));
    } else {
      answer = co_await Handled(std::move(request));
    }
    if (!answer.has_value()) {
      broken_ = true;
      co_return false;
    }
    co_return co_await Write(parser.get(), *std::move(answer));
  }

  // Counts one of those that have a bound, as long as it lives.
  struct Place {
    explicit Place(std::atomic<int32_t>* of) : count(of), number(of == nullptr ? 0 : ++*of) {}
    ~Place() {
      if (count != nullptr) --*count;
    }
    std::atomic<int32_t>* const count;
    const int32_t number;
  };

  HttpAnswer BodyTooLarge() const {
    return ErrorAnswer(413, kReasonBodySize,
                       "the body of a request has at most " +
                           std::to_string(limits_.http_body_bytes) +
                           " bytes; send a file in pieces");
  }

  bool ReadHead(const http::request_parser<http::string_body>& parser, HttpRequest& request) const {
    const auto& message = parser.get();
    request.method = std::string(message.method_string());
    for (const auto& field : message) {
      request.headers.emplace(absl::AsciiStrToLower(std::string(field.name_string())),
                              std::string(field.value()));
    }
    request.has_body = !parser.is_done();
    request.secure = std::is_same_v<Stream, Tls>;
    request.certificate_names = names_;
    const auto target = message.target();
    return ReadTarget({target.data(), target.size()}, request);
  }

  // False where the connection is over.
  asio::awaitable<bool> ReadBody(http::request_parser<http::string_body>& parser) {
    lowest_.expires_after(
        TimeOf(parser.content_length().value_or(static_cast<uint64_t>(limits_.http_body_bytes))));
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      http::response<http::empty_body> go_on(http::status::continue_, 11);
      const auto [error, count] = co_await http::async_write(*stream_, go_on, kTuple);
      if (error) co_return false;
    }
    const auto [error, count] = co_await http::async_read(*stream_, buffer_, parser, kTuple);
    if (error == http::error::body_limit) co_return co_await Refuse(parser, BodyTooLarge());
    if (error) Dropped(error);
    co_return !error;
  }

  asio::awaitable<std::optional<HttpAnswer>> Handled(HttpRequest request) {
    auto pending = std::make_shared<Pending<HttpAnswer>>(co_await asio::this_coro::executor);
    const std::function<void()> give_up = shared_.handler.Handle(
        std::move(request), [pending](HttpAnswer answer) { Deliver(pending, std::move(answer)); });
    std::optional<HttpAnswer> answer = co_await Awaited(pending);
    if (!answer.has_value() && give_up != nullptr) give_up();
    co_return answer;
  }

  // Nothing where the caller goes away, or the port stops, before the value is there.
  template <typename T>
  asio::awaitable<std::optional<T>> Awaited(std::shared_ptr<Pending<T>> pending) {
    lowest_.expires_never();
    asio::steady_timer timer(pending->executor);
    pending->timer = &timer;
    std::optional<T> value;
    for (;;) {
      {
        const std::lock_guard<std::mutex> lock(pending->mutex);
        value = std::move(pending->value);
        if (value.has_value() || shared_.stopping || PeerIsGone()) {
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
    if (!lowest_.socket().is_open()) return true;
    pollfd polled = {lowest_.socket().native_handle(), POLLRDHUP, 0};
    return poll(&polled, 1, 0) > 0 && (polled.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
  }

  asio::awaitable<bool> Refuse(const http::request_parser<http::string_body>& parser, int status,
                               const char* reason, const std::string& message) {
    return Refuse(parser, ErrorAnswer(status, reason, message));
  }

  // The rest of the request is not read.
  asio::awaitable<bool> Refuse(const http::request_parser<http::string_body>& parser,
                               HttpAnswer answer) {
    shared_.seats.Work(seat_);
    answer.close = unread_ = true;
    return Write(parser.get(), std::move(answer));
  }

  asio::awaitable<bool> Write(const http::request<http::string_body>& request, HttpAnswer answer) {
    Count(Metric::kHttpRequests, {std::to_string(answer.status)});
    AddSafeHeaders(answer);
    const bool head = request.method() == http::verb::head;
    const bool chunked = answer.source != nullptr && !answer.source_bytes.has_value();
    const bool keep = !answer.close && request.keep_alive() && !(chunked && request.version() < 11);
    http::response<http::empty_body> response;
    response.version(11);
    response.result(static_cast<unsigned>(answer.status));
    for (const auto& [name, value] : answer.headers) response.insert(name, value);
    response.keep_alive(keep);
    const std::string& body = answer.shared_body != nullptr ? *answer.shared_body : answer.body;
    const uint64_t size = answer.source == nullptr
                              ? body.size()
                              : static_cast<uint64_t>(answer.source_bytes.value_or(0));
    if (chunked) {
      response.chunked(request.version() >= 11);
    } else if (answer.status != 304) {
      response.content_length(size);
    }
    if (head || answer.status == 304 || answer.source != nullptr) {
      http::response_serializer<http::empty_body> serializer(response);
      lowest_.expires_after(HeadTime());
      const auto [error, count] = co_await http::async_write_header(*stream_, serializer, kTuple);
      if (error) Dropped(error);
      if (error || head || answer.source == nullptr) co_return !error && keep;
      co_return co_await WriteSource(*answer.source, chunked && request.version() >= 11) && keep;
    }
    http::response<http::span_body<const char>> whole(std::move(response.base()));
    whole.body() = {body.data(), body.size()};
    lowest_.expires_after(TimeOf(size));
    const auto [error, count] = co_await http::async_write(*stream_, whole, kTuple);
    if (error) Dropped(error);
    co_return !error && keep;
  }

  asio::awaitable<bool> WriteSource(HttpSource& source, bool chunked) {
    for (;;) {
      auto pending =
          std::make_shared<Pending<std::optional<std::string>>>(co_await asio::this_coro::executor);
      source.Next(
          [pending](std::optional<std::string> piece) { Deliver(pending, std::move(piece)); });
      const std::optional<std::optional<std::string>> piece = co_await Awaited(pending);
      if (!piece.has_value() || !piece->has_value()) {
        broken_ = true;  // so that nobody takes what came for the whole
        co_return false;
      }
      const std::string& bytes = **piece;
      if (bytes.empty() && !chunked) co_return true;
      lowest_.expires_after(TimeOf(bytes.size()));
      Error error;
      if (bytes.empty()) {
        error = std::get<0>(co_await asio::async_write(*stream_, http::make_chunk_last(), kTuple));
      } else if (chunked) {
        error = std::get<0>(
            co_await asio::async_write(*stream_, http::make_chunk(asio::buffer(bytes)), kTuple));
      } else {
        error = std::get<0>(co_await asio::async_write(*stream_, asio::buffer(bytes), kTuple));
      }
      if (error) Dropped(error);
      if (error || bytes.empty()) co_return !error;
    }
  }

  // What was not read of a request would make the peer lose the answer.
  asio::awaitable<void> End() {
    if (broken_ || shared_.stopping) co_return;
    lowest_.expires_after(kFarewell);
    if constexpr (std::is_same_v<Stream, Tls>) {
      if (!unread_) co_await stream_->async_shutdown(kTuple);
    }
    Error ignored;
    lowest_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    for (int64_t left = unread_ ? limits_.http_body_bytes : 0; left > 0;) {
      buffer_.clear();
      const auto [error, count] =
          co_await lowest_.async_read_some(buffer_.prepare(kReadBytes), kTuple);
      if (error) co_return;
      left -= static_cast<int64_t>(count);
    }
  }

  const std::shared_ptr<Stream> stream_;
  beast::tcp_stream& lowest_;
  HttpShared& shared_;
  const ServerLimits& limits_;
  const std::shared_ptr<HttpSeat> seat_;
  beast::flat_buffer buffer_;
  std::vector<std::string> names_;  // in the caller's certificate
  bool unread_ = false;             // something of the last request
  bool broken_ = false;
};

template <typename Stream>
asio::awaitable<void> RunSession(std::shared_ptr<Stream> stream, HttpShared& shared,
                                 std::shared_ptr<HttpSeat> seat) {
  Session<Stream> session(std::move(stream), shared, std::move(seat));
  co_await session.Run();
}

template <typename Stream>
void Start(std::shared_ptr<Stream> stream, HttpShared& shared) {
  const auto strand = stream->get_executor();
  const std::weak_ptr<Stream> weak = stream;
  std::shared_ptr<HttpSeat> seat = shared.seats.Take([strand, weak] {
    asio::post(strand, [weak] {
      if (const auto one = weak.lock(); one != nullptr) beast::get_lowest_layer(*one).close();
    });
  });
  if (seat == nullptr) {
    Count(Metric::kHttpDropped, {"room"});
    return;
  }
  asio::co_spawn(strand, RunSession(std::move(stream), shared, std::move(seat)), asio::detached);
}

}  // namespace

void StartSession(tcp::socket socket, const std::shared_ptr<SSL_CTX>& tls, HttpShared& shared) {
  Error ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  if (tls == nullptr) return Start(std::make_shared<Plain>(std::move(socket)), shared);
  SSL_CTX_up_ref(tls.get());
  asio::ssl::context context(tls.get());
  Start(std::make_shared<Tls>(Plain(std::move(socket)), context), shared);
}

}  // namespace filing_review::service
