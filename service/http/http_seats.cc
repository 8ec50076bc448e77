#include "service/http/http_seats.h"

#include <algorithm>
#include <utility>

namespace filing_review::service {

std::shared_ptr<HttpSeat> HttpSeats::Take(std::function<void()> close) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (closed_) return nullptr;
  if (taken_ >= most_) {
    const auto oldest = std::find_if(seats_.begin(), seats_.end(), [](const auto& seat) {
      return seat->waiting && !seat->sent_away;
    });
    if (oldest == seats_.end()) return nullptr;
    (*oldest)->sent_away = true;
    (*oldest)->close();
    --taken_;
  }
  auto seat = std::make_shared<HttpSeat>();
  seat->close = std::move(close);
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
  seats_.remove(seat);
  seats_.push_back(seat);
}

bool HttpSeats::Work(const std::shared_ptr<HttpSeat>& seat) {
  const std::lock_guard<std::mutex> lock(mutex_);
  seat->waiting = false;
  return !seat->sent_away;
}

void HttpSeats::CloseAll() {
  const std::lock_guard<std::mutex> lock(mutex_);
  closed_ = true;
  for (const auto& seat : seats_) seat->close();
}

}  // namespace filing_review::service
