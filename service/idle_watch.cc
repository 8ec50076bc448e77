#include "service/idle_watch.h"

#include <algorithm>
#include <utility>

namespace filing_review::service {

IdleWatch::IdleWatch(std::chrono::milliseconds limit) : limit_(limit) {
  thread_ = std::thread([this] { Loop(); });
}

IdleWatch::~IdleWatch() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  ending_changed_.notify_all();
  thread_.join();
}

int64_t IdleWatch::Add(std::function<void()> expired) {
  const std::lock_guard<std::mutex> lock(mutex_);
  entries_[next_].expired = std::move(expired);
  return next_++;
}

void IdleWatch::Begin(int64_t id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto entry = entries_.find(id);
  if (entry == entries_.end()) return;
  entry->second.waiting = true;
  entry->second.deadline = Clock::now() + limit_;
}

bool IdleWatch::End(int64_t id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto entry = entries_.find(id);
  if (entry == entries_.end()) return true;
  entry->second.waiting = false;
  return !entry->second.over;
}

void IdleWatch::Remove(int64_t id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  entries_.erase(id);
}

void IdleWatch::Loop() {
  const auto step = std::min<std::chrono::milliseconds>(std::chrono::seconds(1), limit_ / 8);
  std::unique_lock<std::mutex> lock(mutex_);
  while (!ending_changed_.wait_for(lock, step, [this] { return ending_; })) {
    const auto now = Clock::now();
    for (auto& [id, entry] : entries_) {
      if (!entry.waiting || now < entry.deadline) continue;
      entry.waiting = false;
      entry.over = true;
      entry.expired();
    }
  }
}

}  // namespace filing_review::service
