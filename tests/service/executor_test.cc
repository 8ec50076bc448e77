// Threads for work that may block: how many tasks run at once, how many wait, what the end does.
#include "service/executor.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace filing_review::service {
namespace {

constexpr std::chrono::seconds kPatience(20);

// Tasks that wait until they are let go, and count.
class Gate {
 public:
  void Pass(int number) {
    std::unique_lock<std::mutex> lock(mutex_);
    begun_.push_back(number);
    changed_.notify_all();
    changed_.wait(lock, [this] { return let_ > 0; });
    --let_;
  }
  void Let(int tasks) {
    const std::lock_guard<std::mutex> lock(mutex_);
    let_ += tasks;
    changed_.notify_all();
  }
  // True as soon as `count` tasks have begun.
  bool Begun(size_t count) {
    std::unique_lock<std::mutex> lock(mutex_);
    return changed_.wait_for(lock, kPatience, [&] { return begun_.size() >= count; });
  }
  std::vector<int> begun() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return begun_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int let_ = 0;
  std::vector<int> begun_;
};

TEST(Executor, RunsAsManyAtOnceAsItHasThreadsAndRefusesWhatWaitsBeyond) {
  Gate gate;
  Executor executor(2, 3);
  const auto run = [&](int number) { return executor.Run([&gate, number] { gate.Pass(number); }); };
  ASSERT_TRUE(run(0));
  ASSERT_TRUE(run(1));
  ASSERT_TRUE(gate.Begun(2)) << "two threads take two tasks";
  for (int number = 2; number < 5; ++number) EXPECT_TRUE(run(number)) << "three may wait";
  EXPECT_FALSE(run(5)) << "a fourth may not";
  executor.RunAlways([&gate] { gate.Pass(6); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_EQ(gate.begun().size(), 2u) << "no third thread takes what waits";
  gate.Let(1);
  ASSERT_TRUE(gate.Begun(3));
  EXPECT_EQ(gate.begun()[2], 2) << "in order";
  gate.Let(6);
  ASSERT_TRUE(gate.Begun(6));
  std::vector<int> begun = gate.begun();
  std::sort(begun.begin(), begun.end());
  EXPECT_EQ(begun, (std::vector<int>{0, 1, 2, 3, 4, 6})) << "what was refused was not run";
}

TEST(Executor, RunsWhatWasTakenAndRefusesBeyondItsBound) {
  std::atomic<int> ran{0};
  std::atomic<bool> started{false}, go{false};
  {
    Executor executor(1, 2);
    executor.RunAlways([&] {
      started = true;
      while (!go) std::this_thread::yield();
    });
    while (!started) std::this_thread::yield();
    int taken = 0;
    for (int i = 0; i < 10; ++i) taken += executor.Run([&] { ++ran; });
    EXPECT_EQ(taken, 2);
    EXPECT_EQ(ran, 0);
    go = true;
  }
  EXPECT_EQ(ran, 2);
}

TEST(Executor, ItsEndRunsWhatStillWaits) {
  Gate gate;
  gate.Let(10);
  auto executor = std::make_unique<Executor>(1, 10);
  for (int number = 0; number < 10; ++number) {
    EXPECT_TRUE(executor->Run([&gate, number] { gate.Pass(number); }));
  }
  executor.reset();
  EXPECT_EQ(gate.begun().size(), 10u);
}

}  // namespace
}  // namespace filing_review::service
