// Who is connected: bounds their number, and knows who may be sent away.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace filing_review::service {

// Of one connection.
struct HttpSeat {
  std::function<void()> close;  // from any thread
  bool waiting = true;          // for the head of a request
  bool sent_away = false;
};

// Thread-safe.
class HttpSeats {
 public:
  explicit HttpSeats(int32_t most) : most_(most) {}

  // Where all are taken, the one that has waited longest is sent away; null where all are at work.
  std::shared_ptr<HttpSeat> Take(std::function<void()> close);
  void Leave(const std::shared_ptr<HttpSeat>& seat);
  void Wait(const std::shared_ptr<HttpSeat>& seat);
  // False where it was sent away meanwhile.
  bool Work(const std::shared_ptr<HttpSeat>& seat);
  // Nobody gets a seat any more.
  void CloseAll();

 private:
  const int32_t most_;
  std::mutex mutex_;
  std::list<std::shared_ptr<HttpSeat>> seats_;  // those that wait in the order of their waiting
  bool closed_ = false;
  int32_t taken_ = 0;  // of seats_, those that were not sent away
};

}  // namespace filing_review::service
