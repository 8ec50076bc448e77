#include "service/progress_board.h"

#include <utility>

namespace filing_review::service {

void ProgressBoard::SetProgress(const std::string& filing_id, PageProgress progress) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Entry& entry = running_[filing_id];
  entry.progress = progress;
  const auto now = std::chrono::steady_clock::now();
  if (now - entry.told < std::chrono::milliseconds(100)) return;
  entry.told = now;
  Tell(filing_id);
}

std::optional<PageProgress> ProgressBoard::Progress(const std::string& filing_id) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto entry = running_.find(filing_id);
  if (entry == running_.end()) return std::nullopt;
  return entry->second.progress;
}

void ProgressBoard::Forget(const std::string& filing_id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  running_.erase(filing_id);
}

void ProgressBoard::StateChanged(const std::string& filing_id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  Tell(filing_id);
}

int64_t ProgressBoard::Watch(const std::string& filing_id, std::function<void()> changed) {
  const std::lock_guard<std::mutex> lock(mutex_);
  watches_[next_watch_] = {filing_id, std::move(changed)};
  return next_watch_++;
}

void ProgressBoard::Unwatch(int64_t watch) {
  const std::lock_guard<std::mutex> lock(mutex_);
  watches_.erase(watch);
}

void ProgressBoard::Tell(const std::string& filing_id) const {
  for (const auto& [watch, entry] : watches_) {
    if (entry.first == filing_id) entry.second();
  }
}

}  // namespace filing_review::service
