#include "service/cli/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "extract/read_error.h"

namespace filing_review::cli {

OpenFile::~OpenFile() {
  if (fd_ >= 0) close(fd_);
}

absl::StatusOr<OpenFile> OpenFiling(const std::string& path) {
  // O_NONBLOCK: opening a named pipe must not wait for a writer.
  OpenFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.fd() < 0) {
    return extract::ReadError(extract::kReasonNotAFile, std::string(std::strerror(errno)) +
                                                            "; check the path and its permissions");
  }
  struct stat info;
  if (fstat(file.fd(), &info) != 0) {
    return extract::ReadError(extract::kReasonNotAFile, std::strerror(errno));
  }
  if (S_ISDIR(info.st_mode)) {
    return extract::ReadError(extract::kReasonNotAFile,
                              "is a directory; give the PDF files in it by name");
  }
  if (!S_ISREG(info.st_mode)) {
    return extract::ReadError(extract::kReasonNotAFile,
                              "is not a regular file; save it to disk first");
  }
  if (info.st_size == 0) {
    return extract::ReadError(extract::kReasonEmpty, "is empty; fetch the filing again");
  }
  return file;
}

absl::StatusOr<std::string> ReadPasswordFile(const std::string& path) {
  const OpenFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::array<char, 4096> bytes;
  const ssize_t n = file.fd() < 0 ? -1 : read(file.fd(), bytes.data(), bytes.size());
  if (n < 0) {
    return absl::InvalidArgumentError("the password file " + path +
                                      " cannot be read: " + std::strerror(errno));
  }
  std::string line(bytes.data(), static_cast<size_t>(n));
  line.resize(std::min(line.find('\n'), line.size()));
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

}  // namespace filing_review::cli
