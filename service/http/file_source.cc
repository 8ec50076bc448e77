#include "service/http/file_source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "service/event_log.h"

namespace filing_review::service {

namespace {

constexpr int64_t kPieceBytes = 256 << 10;

}  // namespace

// Lives as long as a read that is under way.
struct FileSource::State {
  State(int open_fd, std::vector<FilePart> all) : fd(open_fd), parts(std::move(all)) {}
  ~State() { close(fd); }

  std::optional<std::string> Read() {
    std::string piece;
    while (at < parts.size() && static_cast<int64_t>(piece.size()) < kPieceBytes) {
      FilePart& part = parts[at];
      piece += part.before;
      part.before.clear();
      const int64_t wanted =
          std::min(part.size, kPieceBytes - std::min<int64_t>(kPieceBytes, piece.size()));
      const size_t had = piece.size();
      piece.resize(had + static_cast<size_t>(wanted));
      for (int64_t got = 0; got < wanted;) {
        const ssize_t n = pread(fd, piece.data() + had + got, static_cast<size_t>(wanted - got),
                                part.offset + got);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
          LogEvent("a document could not be read to its end", "error");
          return std::nullopt;
        }
        got += n;
      }
      part.offset += wanted;
      part.size -= wanted;
      if (part.size > 0) break;
      ++at;
    }
    return piece;
  }

  const int fd;
  std::vector<FilePart> parts;
  size_t at = 0;
};

FileSource::FileSource(int fd, std::vector<FilePart> parts, Executor& executor)
    : state_(std::make_shared<State>(fd, std::move(parts))), executor_(executor) {}

int64_t FileSource::size_bytes() const {
  int64_t size = 0;
  for (const FilePart& part : state_->parts) {
    size += static_cast<int64_t>(part.before.size()) + part.size;
  }
  return size;
}

void FileSource::Next(std::function<void(std::optional<std::string>)> ready) {
  // Not bounded: at most one task a connection, and those have a limit of their own.
  executor_.RunAlways([state = state_, ready = std::move(ready)] { ready(state->Read()); });
}

}  // namespace filing_review::service
