#include "service/cli/stop_signal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace filing_review::cli {

namespace {

int signal_pipe[2] = {-1, -1};

// Only calls that are safe in a signal handler.
void NoteSignal(int number) {
  const int saved = errno;
  const auto byte = static_cast<unsigned char>(number);
  [[maybe_unused]] const ssize_t n = write(signal_pipe[1], &byte, 1);
  errno = saved;
}

}  // namespace

StopSignal::StopSignal() {
  if (pipe2(signal_pipe, O_CLOEXEC) != 0) return;
  struct sigaction action = {};
  action.sa_handler = NoteSignal;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

StopSignal::~StopSignal() {
  std::signal(SIGTERM, SIG_DFL);
  std::signal(SIGINT, SIG_DFL);
  close(signal_pipe[0]);
  close(signal_pipe[1]);
}

int StopSignal::Wait() {
  unsigned char number = 0;
  while (read(signal_pipe[0], &number, 1) < 0 && errno == EINTR) {
  }
  return number;
}

}  // namespace filing_review::cli
