// Who is connected: bounds their number, and knows who may be sent away.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace filing_review::service {

// Of one connection.
struct HttpSeat {
  std::function<void()> close;                  // from any thread
  bool waiting = true;                          // for the head of a request, otherwise at work
  std::chrono::steady_clock::time_point since;  // it waits or works
  bool sent_away = false;
};

// Thread-safe.
class HttpSeats {
 public:
  // `patience`: with a connection that is at work, where others want its place.
  HttpSeats(int32_t most, std::chrono::milliseconds patience) : most_(most), patience_(patience) {}

  // Where all are taken, the one that has waited longest is sent away; where none waits, the one
  // that has been at work longest, if that is longer than the patience. Null where all are newly at
  // work.
  std::shared_ptr<HttpSeat> Take(std::function<void()> close);
  void Leave(const std::shared_ptr<HttpSeat>& seat);
  void Wait(const std::shared_ptr<HttpSeat>& seat);
  // False where it was sent away meanwhile.
  bool Work(const std::shared_ptr<HttpSeat>& seat);
  // Nobody gets a seat any more.
  void CloseAll();

 private:
  HttpSeat* WhoMayGo();  // null: nobody
  const int32_t most_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::list<std::shared_ptr<HttpSeat>> seats_;
  bool closed_ = false;
  int32_t taken_ = 0;  // of seats_, those that were not sent away
};

}  // namespace filing_review::service
