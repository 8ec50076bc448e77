#include "service/http/http_seats.h"

#include <utility>

namespace filing_review::service {

HttpSeat* HttpSeats::WhoMayGo() {
  HttpSeat *waits = nullptr, *works = nullptr;
  for (const auto& seat : seats_) {
    if (seat->sent_away) continue;
    HttpSeat*& oldest = seat->waiting ? waits : works;
    if (oldest == nullptr || seat->since < oldest->since) oldest = seat.get();
  }
  if (waits != nullptr) return waits;
  const bool long_enough =
      works != nullptr && std::chrono::steady_clock::now() - works->since >= patience_;
  return long_enough ? works : nullptr;
}

std::shared_ptr<HttpSeat> HttpSeats::Take(std::function<void()> close) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (closed_) return nullptr;
  if (taken_ >= most_) {
    HttpSeat* const leaving = WhoMayGo();
    if (leaving == nullptr) return nullptr;
    leaving->sent_away = true;
    leaving->close();
    --taken_;
  }
  auto seat = std::make_shared<HttpSeat>();
  seat->close = std::move(close);
  seat->since = std::chrono::steady_clock::now();
  seats_.push_back(seat);
  ++taken_;
  return seat;
}

void HttpSeats::Leave(const std::shared_ptr<HttpSeat>& seat) {
  const std::lock_guard<std::mutex> lock(mutex_);
  seats_.remove(seat);
  taken_ -= seat->sent_away ? 0 : 1;
}

void HttpSeats::Wait(const std::shared_ptr<HttpSeat>& seat) {
  const std::lock_guard<std::mutex> lock(mutex_);
  seat->waiting = true;
  seat->since = std::chrono::steady_clock::now();
}

bool HttpSeats::Work(const std::shared_ptr<HttpSeat>& seat) {
  const std::lock_guard<std::mutex> lock(mutex_);
  seat->waiting = false;
  seat->since = std::chrono::steady_clock::now();
  return !seat->sent_away;
}

void HttpSeats::CloseAll() {
  const std::lock_guard<std::mutex> lock(mutex_);
  closed_ = true;
  for (const auto& seat : seats_) seat->close();
}

}  // namespace filing_review::service
