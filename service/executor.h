// Threads for work that may block (the disk, the store), so that no gRPC thread ever does.
//
//   Executor executor(8, 4096);
//   if (!executor.Run([] { … })) …   // too much waits already
//
// Work starts in order. Thread-safe. The destructor runs what still waits and joins.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace filing_review::service {

class Executor {
 public:
  Executor(int threads, size_t most_waiting);
  ~Executor();

  // False, and nothing is done, where `most_waiting` tasks wait already.
  [[nodiscard]] bool Run(std::function<void()> task);
  // Without the bound, for work that ends something already begun.
  void RunAlways(std::function<void()> task);

 private:
  void Loop();

  const size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> tasks_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace filing_review::service
