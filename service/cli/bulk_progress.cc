#include "service/cli/bulk_progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

constexpr int64_t kBarWidth = 24;
constexpr std::chrono::milliseconds kRedraw{200};

int TerminalColumns() {
  struct winsize size = {};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

BulkProgress::BulkProgress(const service::RunProgress& progress, std::chrono::seconds line_every)
    : progress_(progress),
      terminal_(isatty(STDERR_FILENO) == 1),
      every_(terminal_ ? kRedraw : line_every),
      thread_([this] { Loop(); }) {}

BulkProgress::~BulkProgress() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ending_ = true;
  }
  ended_.notify_all();
  thread_.join();
  if (terminal_) std::fputs("\r\033[K", stderr);
}

void BulkProgress::Loop() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!ended_.wait_for(lock, every_, [this] { return ending_; })) {
    const service::RunCounts counts = progress_.Counts();
    if (!terminal_) {
      PrintNote("bulk: " + service::ProgressText(counts));
      continue;
    }
    const int64_t filled =
        counts.filings > 0 ? std::min(kBarWidth, counts.done * kBarWidth / counts.filings) : 0;
    const std::string bar = std::string(static_cast<size_t>(filled), '#') +
                            std::string(static_cast<size_t>(kBarWidth - filled), '-');
    // A line that wraps could not be redrawn.
    const std::string text = "[" + bar + "] " + service::ProgressText(counts);
    std::fprintf(stderr, "\r\033[K%.*s", TerminalColumns() - 1, text.c_str());
    std::fflush(stderr);
  }
}

}  // namespace filing_review::cli
