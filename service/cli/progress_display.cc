#include "service/cli/progress_display.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <utility>

namespace filing_review::cli {

namespace {

constexpr int kBarWidth = 30;

}  // namespace

ProgressDisplay::ProgressDisplay(std::string label)
    : label_(std::move(label)), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressDisplay::~ProgressDisplay() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void ProgressDisplay::Bar(const std::string& what, int64_t done, int64_t total) {
  const int filled =
      total > 0 ? static_cast<int>(std::min<int64_t>(kBarWidth, done * kBarWidth / total)) : 0;
  const std::string bar =
      std::string(static_cast<size_t>(filled), '#') + std::string(kBarWidth - filled, '-');
  std::fprintf(stderr, "\r\033[K[%s] %s  %s", bar.c_str(), what.c_str(), label_.c_str());
  std::fflush(stderr);
  drawn_ = true;
}

void ProgressDisplay::Sent(int64_t bytes, int64_t size_bytes) {
  if (terminal_) Bar("sending", bytes, size_bytes);
}

void ProgressDisplay::Reviewed(const v1::Filing& filing) {
  std::string state = StateName(filing.state());
  std::transform(state.begin(), state.end(), state.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool recognising =
      filing.ocr_state() == v1::OCR_STATE_PENDING || filing.ocr_state() == v1::OCR_STATE_RUNNING;
  if (recognising) state += ", recognising pages";
  if (terminal_) {
    std::string what = state;
    if (filing.page_count() > 0 && !recognising) {
      what = "page " + std::to_string(filing.pages_done_count()) + " of " +
             std::to_string(filing.page_count());
    } else if (filing.queue_position() > 0) {
      what += ", " + std::to_string(filing.queue_position()) + " before it";
    }
    return Bar(what, filing.pages_done_count(), filing.page_count());
  }
  const std::string line = label_ + ": " + state;
  if (line != last_line_) std::fprintf(stderr, "%s\n", line.c_str());
  last_line_ = line;
}

std::string StateName(v1::FilingState state) {
  return v1::FilingState_Name(state).substr(std::string("FILING_STATE_").size());
}

}  // namespace filing_review::cli
