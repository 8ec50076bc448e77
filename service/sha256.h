// SHA-256 as 64 lower-case hexadecimal digits.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace filing_review::service {

// Of a stream of bytes, piece by piece. Not thread-safe.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(Sha256Stream&&) noexcept;
  Sha256Stream& operator=(Sha256Stream&&) noexcept;

  void Add(std::string_view bytes);
  // The digest of all that was added. REQUIRES: called once.
  std::string Finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

std::string Sha256Of(std::string_view bytes);

// Of a whole file; the descriptor's offset is neither used nor changed. UNAVAILABLE where it
// cannot be read.
absl::StatusOr<std::string> Sha256OfFile(int fd);

// True for 64 lower-case hexadecimal digits.
bool IsSha256(std::string_view text);

}  // namespace filing_review::service
