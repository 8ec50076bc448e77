#include "service/http/http_session.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <type_traits>

#include "absl/strings/ascii.h"
#include "service/http/http_answer_writer.h"
#include "service/http/http_connection.h"
#include "service/http/http_error.h"
#include "service/http/http_headers.h"
#include "service/http/pending_value.h"
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

constexpr std::chrono::seconds kFarewell{2};
constexpr uint64_t kSmallBodyBytes = 64 << 10;
constexpr size_t kReadBytes = 16 << 10;

template <typename Stream>
class Session {
 public:
  Session(std::shared_ptr<Stream> stream, HttpShared& shared, std::shared_ptr<HttpSeat> seat)
      : connection_(std::move(stream), shared, std::move(seat)) {}

  asio::awaitable<void> Run() {
    if constexpr (std::is_same_v<Stream, Tls>) {
      connection_.lowest.expires_after(connection_.HeadTime());
      const auto [error] =
          co_await connection_.stream->async_handshake(asio::ssl::stream_base::server, kTuple);
      if (error) co_return connection_.Dropped(error);
      names_ = PeerCertificateNames(connection_.stream->native_handle());
    }
    for (bool first = true; co_await ServeOne(first); first = false) {
      connection_.shared.seats.Wait(connection_.seat);
    }
    co_await End();
  }

 private:
  // True where another request may follow.
  asio::awaitable<bool> ServeOne(bool first) {
    if (connection_.buffer.size() == 0) {
      connection_.lowest.expires_after(
          first ? connection_.HeadTime()
                : std::chrono::seconds(connection_.limits.http_idle_seconds));
      const auto [error, count] = co_await connection_.stream->async_read_some(
          connection_.buffer.prepare(kReadBytes), kTuple);
      if (error) {
        connection_.Dropped(first ? error : Error());
        co_return false;
      }
      connection_.buffer.commit(count);
    }
    http::request_parser<http::string_body> parser;
    parser.header_limit(static_cast<uint32_t>(connection_.limits.http_head_bytes));
    parser.body_limit(static_cast<uint64_t>(connection_.limits.http_body_bytes));
    connection_.lowest.expires_after(connection_.HeadTime());
    const auto [error, count] =
        co_await http::async_read_header(*connection_.stream, connection_.buffer, parser, kTuple);
    if (error == http::error::header_limit) {
      co_return co_await Refuse(parser, 431, kReasonHeadSize,
                                "the head of a request has at most " +
                                    std::to_string(connection_.limits.http_head_bytes) +
                                    " bytes; send fewer or shorter headers");
    }
    if (error == http::error::body_limit) co_return co_await Refuse(parser, BodyTooLarge());
    if (error && error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
      co_return co_await Refuse(parser, 400, kReasonBadRequest,
                                "this is no request of HTTP/1.1: " + error.message());
    }
    if (error || !connection_.shared.seats.Work(connection_.seat)) {
      connection_.Dropped(error);
      co_return false;
    }
    HttpRequest request;
    if (!ReadHead(parser, request)) {
      co_return co_await Refuse(
          parser, 400, kReasonBadRequest,
          "the address of a request is a path with its query, each name once");
    }
    std::optional<HttpAnswer> answer = connection_.shared.handler.AnswerHead(request);
    if (answer.has_value()) {
      if (!parser.is_done()) answer->close = unread_ = true;
      co_return co_await WriteAnswer(connection_, parser.get(), *std::move(answer));
    }
    if (!parser.is_done()) {
      const bool large =
          !parser.content_length().has_value() || *parser.content_length() > kSmallBodyBytes;
      const Place place(large ? &connection_.shared.large_bodies : nullptr);
      if (place.number > connection_.limits.http_bodies) {
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
      connection_.broken = true;
      co_return false;
    }
    co_return co_await WriteAnswer(connection_, parser.get(), *std::move(answer));
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
                           std::to_string(connection_.limits.http_body_bytes) +
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
    connection_.lowest.expires_after(connection_.TimeOf(parser.content_length().value_or(
        static_cast<uint64_t>(connection_.limits.http_body_bytes))));
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
      http::response<http::empty_body> go_on(http::status::continue_, 11);
      const auto [error, count] = co_await http::async_write(*connection_.stream, go_on, kTuple);
      if (error) co_return false;
    }
    const auto [error, count] =
        co_await http::async_read(*connection_.stream, connection_.buffer, parser, kTuple);
    if (error == http::error::body_limit) co_return co_await Refuse(parser, BodyTooLarge());
    if (error) connection_.Dropped(error);
    co_return !error;
  }

  asio::awaitable<std::optional<HttpAnswer>> Handled(HttpRequest request) {
    auto pending = std::make_shared<Pending<HttpAnswer>>(co_await asio::this_coro::executor);
    const std::function<void()> give_up = connection_.shared.handler.Handle(
        std::move(request), [pending](HttpAnswer answer) { Deliver(pending, std::move(answer)); });
    std::optional<HttpAnswer> answer = co_await connection_.Awaited(pending);
    if (!answer.has_value() && give_up != nullptr) give_up();
    co_return answer;
  }

  asio::awaitable<bool> Refuse(const http::request_parser<http::string_body>& parser, int status,
                               const char* reason, const std::string& message) {
    return Refuse(parser, ErrorAnswer(status, reason, message));
  }

  // The rest of the request is not read.
  asio::awaitable<bool> Refuse(const http::request_parser<http::string_body>& parser,
                               HttpAnswer answer) {
    connection_.shared.seats.Work(connection_.seat);
    answer.close = unread_ = true;
    return WriteAnswer(connection_, parser.get(), std::move(answer));
  }

  // What was not read of a request would make the peer lose the answer.
  asio::awaitable<void> End() {
    if (connection_.broken || connection_.shared.stopping) co_return;
    connection_.lowest.expires_after(kFarewell);
    if constexpr (std::is_same_v<Stream, Tls>) {
      if (!unread_) co_await connection_.stream->async_shutdown(kTuple);
    }
    Error ignored;
    connection_.lowest.socket().shutdown(tcp::socket::shutdown_send, ignored);
    for (int64_t left = unread_ ? connection_.limits.http_body_bytes : 0; left > 0;) {
      connection_.buffer.clear();
      const auto [error, count] = co_await connection_.lowest.async_read_some(
          connection_.buffer.prepare(kReadBytes), kTuple);
      if (error) co_return;
      left -= static_cast<int64_t>(count);
    }
  }

  HttpConnection<Stream> connection_;
  std::vector<std::string> names_;  // in the caller's certificate
  bool unread_ = false;             // something of the last request
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
