#include "service/bulk/journal_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "service/service_error.h"

namespace filing_review::service {

absl::Status JournalError(const std::string& path, const std::string& action, int error) {
  return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                      path + " cannot be " + action + ": " + std::strerror(error) +
                          "; check the disk and start again");
}

void PutNumber(uint32_t number, char* out) {
  for (int i = 0; i < 4; ++i) out[i] = static_cast<char>(number >> (8 * i));
}

uint32_t GetNumber(const char* in) {
  uint32_t number = 0;
  for (int i = 0; i < 4; ++i) number |= uint32_t{static_cast<unsigned char>(in[i])} << (8 * i);
  return number;
}

std::string NewJournalName(const std::string& path) { return path + ".new"; }

bool WriteAt(int fd, std::string_view bytes, int64_t offset) {
  while (!bytes.empty()) {
    const ssize_t n = pwrite(fd, bytes.data(), bytes.size(), offset);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(n));
    offset += n;
  }
  return true;
}

ssize_t ReadAt(int fd, char* out, size_t size, int64_t offset) {
  size_t got = 0;
  while (got < size) {
    const ssize_t n = pread(fd, out + got, size - got, offset + static_cast<int64_t>(got));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    if (n == 0) break;
    got += static_cast<size_t>(n);
  }
  return static_cast<ssize_t>(got);
}

}  // namespace filing_review::service
