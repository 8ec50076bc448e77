// Bytes compressed by zstd (RFC 8878). The same bytes give the same compressed bytes with the same
// version of the library.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace filing_review::service {

// One frame, with its size and a checksum.
std::string CompressZstd(std::string_view bytes, int level);

// Of one frame. DATA_LOSS where it is none, or holds more than `most` bytes.
absl::StatusOr<std::string> DecompressZstd(std::string_view bytes, size_t most);

}  // namespace filing_review::service
