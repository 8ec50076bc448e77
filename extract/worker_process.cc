#include "extract/worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include "extract/read_error.h"

namespace filing_review::extract {

namespace {

// How long a worker that closed its output may take to end before it is killed.
constexpr int kGraceMilliseconds = 1000;

// VmHWM of a process; 0 where it is gone.
int64_t PeakBytes(pid_t pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmHWM:", 0) == 0) return std::strtoll(line.c_str() + 6, nullptr, 10) * 1024;
  }
  return 0;
}

}  // namespace

std::string WorkerProgram(const std::string& name) {
  char self[PATH_MAX];
  const ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
  std::string folder = n > 0 ? std::string(self, static_cast<size_t>(n)) : std::string("./x");
  folder.resize(folder.rfind('/') + 1);
  const std::string beside = folder + name;
  if (access(beside.c_str(), X_OK) == 0) return beside;
  return folder + "../libexec/filing-review/" + name;
}

absl::StatusOr<std::unique_ptr<WorkerProcess>> WorkerProcess::Start(
    const std::string& path, const std::vector<std::string>& arguments, int pdf_fd) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return ReadError(kReasonWorkerStart,
                     std::string("cannot make a socket for a worker: ") + strerror(errno));
  }
  // dup2 onto kPdfFd could hit a descriptor that is still to be copied, so all sources are moved
  // out of the way first.
  const int source = fcntl(pdf_fd, F_DUPFD_CLOEXEC, 10);
  const int theirs = fcntl(ends[1], F_DUPFD_CLOEXEC, 10);
  close(ends[1]);
  pid_t pid = 0;
  int failed = source < 0 || theirs < 0 ? errno : 0;
  if (failed == 0) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, theirs, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, theirs, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, source, kPdfFd);
    posix_spawn_file_actions_addclosefrom_np(&actions, kPdfFd + 1);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::vector<char*> argv = {const_cast<char*>(path.c_str())};
    for (const std::string& argument : arguments) {
      argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    // No environment: variables of ours are none of its business, and some change allocators.
    // But this one: Tesseract would start threads, which a worker may not.
    char one_thread[] = "OMP_THREAD_LIMIT=1";
    char* environment[] = {one_thread, nullptr};
    failed = posix_spawn(&pid, path.c_str(), &actions, &attributes, argv.data(), environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
  }
  if (source >= 0) close(source);
  if (theirs >= 0) close(theirs);
  if (failed != 0) {
    close(ends[0]);
    return ReadError(kReasonWorkerStart, "cannot start " + path + ": " + strerror(failed) +
                                             "; reinstall the program or give the worker's path");
  }
  return std::unique_ptr<WorkerProcess>(new WorkerProcess(pid, ends[0]));
}

WorkerProcess::~WorkerProcess() {
  Kill();
  close(socket_);
}

bool WorkerProcess::Send(const std::string& bytes) {
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t n = send(socket_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += static_cast<size_t>(n);
  }
  return true;
}

bool WorkerProcess::Receive() {
  char buffer[1 << 16];
  const ssize_t n = recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT);
  if (n < 0) return errno == EINTR || errno == EAGAIN;
  if (n == 0) return false;
  frames_.Append(buffer, static_cast<size_t>(n));
  return true;
}

int WorkerProcess::Kill() {
  if (pid_ > 0) {
    // Not by wait4: its ru_maxrss begins with the memory of the process that started it.
    if (usage_ != nullptr) usage_->Add(PeakBytes(pid_));
    kill(pid_, SIGKILL);
    while (waitpid(pid_, &status_, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
  }
  return status_;
}

int WorkerProcess::Wait() {
  for (int waited = 0; pid_ > 0 && waited < kGraceMilliseconds; ++waited) {
    const pid_t ended = waitpid(pid_, &status_, WNOHANG);
    if (ended == pid_) {
      pid_ = 0;
      return status_;
    }
    poll(nullptr, 0, 1);
  }
  return Kill();
}

}  // namespace filing_review::extract
