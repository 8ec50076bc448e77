#include "service/export/pandoc.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <memory>

#include "extract/worker_process.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

using Clock = std::chrono::steady_clock;

constexpr char kDebiansPandoc[] = "/usr/bin/pandoc";

absl::Status Limit(const std::string& what) {
  return ServiceError(absl::StatusCode::kOutOfRange, kReasonDocxLimit,
                      "the DOCX " + what + "; choose another format");
}

absl::Status Failed() {
  return ServiceError(absl::StatusCode::kInternal, kReasonDocxFailed,
                      "pandoc could not make a DOCX of the brief; choose another format");
}

// A file without a name that holds `text`; -1 where there is no room.
int FileOf(const std::string& text) {
  const int fd = memfd_create("brief", MFD_CLOEXEC);
  if (fd < 0) return -1;
  for (size_t at = 0; at < text.size();) {
    const ssize_t n = write(fd, text.data() + at, text.size() - at);
    if (n <= 0) {
      close(fd);
      return -1;
    }
    at += static_cast<size_t>(n);
  }
  lseek(fd, 0, SEEK_SET);
  return fd;
}

}  // namespace

absl::StatusOr<std::string> MarkdownToDocx(const std::string& markdown, const std::string& title,
                                           const std::string& language,
                                           const std::string& pandoc_path,
                                           const ExportLimits& limits) {
  const std::string pandoc = pandoc_path.empty() ? kDebiansPandoc : pandoc_path;
  if (access(pandoc.c_str(), X_OK) != 0) {
    return ServiceError(absl::StatusCode::kUnimplemented, kReasonPandocMissing,
                        "a DOCX is made by pandoc, which is not installed; install the package "
                        "pandoc or choose another format");
  }
  const int fd = FileOf(markdown);
  if (fd < 0) return Failed();
  auto worker = extract::WorkerProcess::Start(
      extract::WorkerProgram("filing-review-convert-worker"),
      {std::to_string(getpid()), std::to_string(limits.docx_memory_bytes),
       std::to_string(limits.docx_seconds), pandoc, "--from=gfm", "--to=docx",
       "--metadata=title:" + title, "--metadata=lang:" + language, "--output=-"},
      fd);
  close(fd);
  if (!worker.ok()) return worker.status();
  const auto deadline = Clock::now() + std::chrono::seconds(limits.docx_seconds);
  std::string document;
  char buffer[1 << 16];
  while (true) {
    const int64_t left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      return Limit("takes longer than the limit of " + std::to_string(limits.docx_seconds) +
                   " seconds");
    }
    pollfd ready = {(*worker)->fd(), POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(std::min<int64_t>(left + 1, 1000))) <= 0) continue;
    const ssize_t n = recv((*worker)->fd(), buffer, sizeof buffer, MSG_DONTWAIT);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n <= 0) break;
    document.append(buffer, static_cast<size_t>(n));
    if (static_cast<int64_t>(document.size()) > limits.docx_bytes) {
      return Limit("has more than the limit of " + std::to_string(limits.docx_bytes) + " bytes");
    }
  }
  const int status = (*worker)->Wait();
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
    return Limit("takes more than the limit of " + std::to_string(limits.docx_seconds) +
                 " seconds of a processor");
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 251) {  // the Haskell run time: out of memory
    return Limit("takes more than the limit of " + std::to_string(limits.docx_memory_bytes) +
                 " bytes of memory");
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return Failed();
  return document;
}

}  // namespace filing_review::service
