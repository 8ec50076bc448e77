#include "service/bulk/client_call.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>

#include "service/service_error.h"

namespace filing_review::service {

namespace {

using Clock = std::chrono::steady_clock;

absl::Status ClientError(const char* reason, const std::string& message) {
  return ServiceError(absl::StatusCode::kUnavailable, reason, message);
}

// Reads until the pipe is closed; false where that is not before `end`.
bool ReadUntil(int fd, Clock::time_point end, std::string& output) {
  std::array<char, 65'536> buffer;
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    struct pollfd ready = {fd, POLLIN, 0};
    const int found = left > 0 ? poll(&ready, 1, static_cast<int>(left)) : 0;
    if (found < 0 && errno == EINTR) continue;
    if (found <= 0) return false;
    const ssize_t n = read(fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return true;
    if (output.size() < kMostClientBytes) output.append(buffer.data(), static_cast<size_t>(n));
  }
}

// False where it has not ended before `end`.
bool WaitUntil(pid_t pid, Clock::time_point end, int& status) {
  while (waitpid(pid, &status, WNOHANG) == 0) {
    if (Clock::now() >= end) return false;
    usleep(10'000);
  }
  return true;
}

}  // namespace

absl::StatusOr<std::string> CallClient(const std::vector<std::string>& arguments, int seconds) {
  const std::string& name = arguments.front();
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return ClientError(kReasonClientFailed, name + " cannot be started; close some files");
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  // A group of its own, so that what it started can be ended with it.
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (const std::string& one : arguments) argv.push_back(const_cast<char*>(one.c_str()));
  argv.push_back(nullptr);
  pid_t pid = -1;
  const int failed = posix_spawnp(&pid, name.c_str(), &actions, &attributes, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(ends[1]);
  if (failed != 0) {
    close(ends[0]);
    return ClientError(kReasonClientMissing,
                       name + " cannot be started (" + std::strerror(failed) +
                           "); call this on a host with the engine's client programs");
  }
  const Clock::time_point end = Clock::now() + std::chrono::seconds(seconds);
  std::string output;
  int status = 0;
  const bool ended = ReadUntil(ends[0], end, output) && WaitUntil(pid, end, status);
  close(ends[0]);
  if (!ended) {
    kill(-pid, SIGKILL);
    waitpid(pid, &status, 0);
    return ClientError(kReasonClientTimeout,
                       name + " did not answer within " + std::to_string(seconds) +
                           " s; see whether the engine's controller is up (scontrol ping), and "
                           "call this again");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return ClientError(
        kReasonClientFailed,
        name + " failed" +
            (WIFEXITED(status) ? " with exit status " + std::to_string(WEXITSTATUS(status))
                               : " by signal " + std::to_string(WTERMSIG(status))) +
            "; what it says stands above");
  }
  return output;
}

}  // namespace filing_review::service
