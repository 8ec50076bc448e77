#include "extract/worker_session.h"

#include <google/protobuf/message_lite.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <new>

#include "extract/end_process.h"
#include "extract/worker_exit.h"

namespace filing_review::extract {

namespace {

// EndProcess() is not for these three, since it flushes stdio: a signal may have come amid
// anything.

void OutOfMemory() { _exit(kExitMemory); }

// The mapped file became shorter than it was.
void OnBusError(int) { _exit(kExitFileChanged); }

// Poppler aborts when an allocation fails.
void OnAbort(int) {
  if (errno == ENOMEM) _exit(kExitMemory);
  signal(SIGABRT, SIG_DFL);
  raise(SIGABRT);
}

}  // namespace

MappedFile MapFile(int fd) {
  struct stat status;
  if (fstat(fd, &status) != 0) return {};
  const size_t size = static_cast<size_t>(status.st_size);
  void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (bytes == MAP_FAILED) return {};
  close(fd);
  return {static_cast<const char*>(bytes), size};
}

void EndOnFaults() {
  std::set_new_handler(OutOfMemory);
  signal(SIGABRT, OnAbort);
  signal(SIGBUS, OnBusError);
}

bool WorkerSession::Receive(google::protobuf::MessageLite* request) {
  std::string_view message;
  while (!frames_.Next(&message)) {
    if (frames_.broken()) EndProcess(kExitProtocol);
    char buffer[4096];
    const ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    frames_.Append(buffer, static_cast<size_t>(n));
  }
  if (!request->ParseFromArray(message.data(), static_cast<int>(message.size()))) {
    EndProcess(kExitProtocol);
  }
  return true;
}

void WorkerSession::Send(const google::protobuf::MessageLite& reply) {
  bytes_.clear();
  frame_.clear();
  reply.SerializeToString(&bytes_);
  AppendFrame(bytes_, &frame_);
  for (size_t at = 0; at < frame_.size();) {
    const ssize_t n = write(STDOUT_FILENO, frame_.data() + at, frame_.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) EndProcess(kExitProtocol);
    at += static_cast<size_t>(n);
  }
}

}  // namespace filing_review::extract
