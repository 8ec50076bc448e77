// Opens what the command line names: a filing, a password file.
#pragma once

#include <string>

#include "absl/status/statusor.h"

namespace filing_review::cli {

// A file descriptor that is closed with its owner.
class OpenFile {
 public:
  explicit OpenFile(int fd) : fd_(fd) {}
  OpenFile(OpenFile&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  OpenFile& operator=(OpenFile&&) = delete;
  ~OpenFile();
  int fd() const { return fd_; }

 private:
  int fd_;
};

// Opens a regular, non-empty file for reading. Errors carry a reason of extract/read_error.h and
// say what to do; they do not name the file.
absl::StatusOr<OpenFile> OpenFiling(const std::string& path);

// First line of a file, without its line end; at most 4 KiB.
absl::StatusOr<std::string> ReadPasswordFile(const std::string& path);

}  // namespace filing_review::cli
