// How long a client goes on where a server is busy, restarts, or the line breaks.
//
//   Patience patience(300, notice);
//   while (!(status = Try()).ok() && patience.Wait(status)) {}
//
// RESOURCE_EXHAUSTED waits as long as the server asked; UNAVAILABLE waits 0.2 s, then twice as long
// each time, 10 s at most. Other errors are final.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "absl/status/status.h"

namespace filing_review::service {

class Patience {
 public:
  // `notice`, where given, hears why and how long before each wait.
  Patience(int seconds, std::function<void(const std::string&)> notice);

  // Sleeps and returns true; false where another try makes no sense or the time is over.
  bool Wait(const absl::Status& status);

 private:
  std::chrono::steady_clock::time_point end_;
  std::function<void(const std::string&)> notice_;
  std::chrono::milliseconds next_{200};
};

}  // namespace filing_review::service
