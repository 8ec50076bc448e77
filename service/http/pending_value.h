// A value that another thread hands over to a coroutine, which may have left meanwhile.
//
//   auto pending = std::make_shared<Pending<HttpAnswer>>(co_await asio::this_coro::executor);
//   handler.Handle(request, [pending](HttpAnswer answer) { Deliver(pending, std::move(answer)); });
//   std::optional<HttpAnswer> answer = co_await connection.Awaited(pending);
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace filing_review::service {

template <typename T>
struct Pending {
  explicit Pending(boost::asio::any_io_executor strand) : executor(std::move(strand)) {}
  const boost::asio::any_io_executor executor;
  std::mutex mutex;
  bool left = false;  // nobody waits any more; the executor may be gone
  std::optional<T> value;
  boost::asio::steady_timer* timer = nullptr;  // of who waits, on the executor alone
};

// From any thread; who waits wakes up. Does nothing where nobody waits any more.
template <typename T>
void Deliver(const std::shared_ptr<Pending<T>>& pending, T value) {
  const std::lock_guard<std::mutex> lock(pending->mutex);
  if (pending->left) return;
  pending->value = std::move(value);
  boost::asio::post(pending->executor, [pending] {
    if (pending->timer != nullptr) pending->timer->cancel();
  });
}

}  // namespace filing_review::service
