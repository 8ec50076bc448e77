// Bytes of a file as the body of an answer, read piece by piece on an executor's threads, so that a
// document is never in memory as a whole.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/executor.h"
#include "service/http/http_message.h"

namespace filing_review::service {

// Text, and after it bytes of the file.
struct FilePart {
  std::string before;
  int64_t offset = 0;
  int64_t size = 0;
};

class FileSource final : public HttpSource {
 public:
  // Closes `fd` in the end. `executor` outlives it.
  FileSource(int fd, std::vector<FilePart> parts, Executor& executor);

  // Breaks off where the file cannot be read or ends before its time.
  void Next(std::function<void(std::optional<std::string>)> ready) override;

  int64_t size_bytes() const;

 private:
  struct State;
  const std::shared_ptr<State> state_;
  Executor& executor_;
};

}  // namespace filing_review::service
