// Writes answers: whole ones, and those whose bytes come piece by piece.
#pragma once

#include <boost/asio/this_coro.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/chunk_encode.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "service/http/http_connection.h"
#include "service/http/http_headers.h"
#include "service/http/http_message.h"
#include "service/metrics.h"

namespace filing_review::service {

// What `source` gives, until its end. False where the connection is over.
template <typename Stream>
boost::asio::awaitable<bool> WriteSource(HttpConnection<Stream>& connection, HttpSource& source,
                                         bool chunked) {
  namespace asio = boost::asio;
  namespace http = boost::beast::http;
  for (;;) {
    auto pending =
        std::make_shared<Pending<std::optional<std::string>>>(co_await asio::this_coro::executor);
    source.Next(
        [pending](std::optional<std::string> piece) { Deliver(pending, std::move(piece)); });
    const std::optional<std::optional<std::string>> piece = co_await connection.Awaited(pending);
    if (!piece.has_value() || !piece->has_value()) {
      connection.broken = true;  // so that nobody takes what came for the whole
      co_return false;
    }
    const std::string& bytes = **piece;
    if (bytes.empty() && !chunked) co_return true;
    connection.lowest.expires_after(connection.TimeOf(bytes.size()));
    boost::system::error_code error;
    if (bytes.empty()) {
      error = std::get<0>(
          co_await asio::async_write(*connection.stream, http::make_chunk_last(), kTuple));
    } else if (chunked) {
      error = std::get<0>(co_await asio::async_write(
          *connection.stream, http::make_chunk(asio::buffer(bytes)), kTuple));
    } else {
      error =
          std::get<0>(co_await asio::async_write(*connection.stream, asio::buffer(bytes), kTuple));
    }
    if (error) connection.Dropped(error);
    if (error || bytes.empty()) co_return !error;
  }
}

// The answer to `request`. True where another request may follow.
template <typename Stream>
boost::asio::awaitable<bool> WriteAnswer(
    HttpConnection<Stream>& connection,
    const boost::beast::http::request<boost::beast::http::string_body>& request,
    HttpAnswer answer) {
  namespace http = boost::beast::http;
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
    connection.lowest.expires_after(connection.HeadTime());
    const auto [error, count] =
        co_await http::async_write_header(*connection.stream, serializer, kTuple);
    if (error) connection.Dropped(error);
    if (error || head || answer.source == nullptr) co_return !error && keep;
    co_return co_await WriteSource(connection, *answer.source,
                                   chunked && request.version() >= 11) &&
        keep;
  }
  http::response<http::span_body<const char>> whole(std::move(response.base()));
  whole.body() = {body.data(), body.size()};
  connection.lowest.expires_after(connection.TimeOf(size));
  const auto [error, count] = co_await http::async_write(*connection.stream, whole, kTuple);
  if (error) connection.Dropped(error);
  co_return !error && keep;
}

}  // namespace filing_review::service
