// The worker's end: the mapped filing, the pipe, and exit statuses for what goes wrong.
//
//   const MappedFile pdf = MapFile(fd);
//   EndOnFaults();
//   WorkerSession session;
//   while (session.Receive(&request)) { … session.Send(reply); }
//
// Nothing here returns an error: where the other side is gone or talks nonsense, the process ends
// with a status of extract/worker_exit.h. For workers only; one thread.
#pragma once

#include <cstddef>
#include <string>

#include "extract/frame.h"

namespace google::protobuf {
class MessageLite;
}

namespace filing_review::extract {

struct MappedFile {
  const char* bytes = nullptr;  // null: it could not be mapped
  size_t size = 0;
};

// Maps the file and closes the descriptor. If someone cuts the file short meanwhile, SIGBUS comes.
MappedFile MapFile(int fd);

// From here on: out of memory ends with kExitMemory, a file cut short with kExitFileChanged.
void EndOnFaults();

class WorkerSession {
 public:
  // The next request; false at the end of input.
  bool Receive(google::protobuf::MessageLite* request);
  void Send(const google::protobuf::MessageLite& reply);

 private:
  FrameReader frames_;
  std::string bytes_, frame_;
};

}  // namespace filing_review::extract
