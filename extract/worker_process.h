// One worker process and the socket to it.
//
//   absl::StatusOr<std::unique_ptr<WorkerProcess>> worker = WorkerProcess::Start(path, args, fd);
//   (*worker)->Send(frame);
//   poll((*worker)->fd()) … (*worker)->Receive() …
//
// The process is killed and waited for when this object goes. Started with posix_spawn, never
// fork: the calling program may have threads. Not thread-safe; a worker dies with the thread that
// started it.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "extract/frame.h"
#include "extract/worker_usage.h"

namespace filing_review::extract {

// Path of one of the programs that come with this one: beside it, else in
// ../libexec/filing-review beside it.
std::string WorkerProgram(const std::string& name);

class WorkerProcess {
 public:
  // The file descriptor number under which the worker finds the PDF.
  static constexpr int kPdfFd = 3;

  // `arguments` follow the program's name. The worker's standard input and output are the socket,
  // its standard error is /dev/null, `pdf_fd` is its kPdfFd, and it has no other files.
  static absl::StatusOr<std::unique_ptr<WorkerProcess>> Start(
      const std::string& path, const std::vector<std::string>& arguments, int pdf_fd);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  // Where it says what it took when it ends; outlives this. Null: nowhere.
  void ReportTo(WorkerUsage* usage) { usage_ = usage; }

  int fd() const { return socket_; }
  FrameReader& frames() { return frames_; }
  // False where the worker is gone. Requests are short, so it does not block for long.
  bool Send(const std::string& bytes);
  // Takes what is there into frames(); false at the end of the worker's output.
  bool Receive();
  // Kills it and waits for it. Returns its wait status as waitpid gives it. Idempotent.
  int Kill();
  // Waits for a worker that has closed its output, so that its own exit status is seen.
  int Wait();

 private:
  WorkerProcess(pid_t pid, int socket) : pid_(pid), socket_(socket) {}

  pid_t pid_;
  int socket_;
  int status_ = 0;
  WorkerUsage* usage_ = nullptr;
  FrameReader frames_;
};

}  // namespace filing_review::extract
