// Bytes of the journal's file: frames, and reading and writing at a place.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace filing_review::service {

// Of a frame: length and checksum, in front of the entry.
inline constexpr size_t kHeadBytes = 8;
inline constexpr size_t kPieceBytes = size_t{1} << 20;  // read or written at once
// A brief is far smaller; a length beyond this is a torn head.
inline constexpr uint32_t kMostEntryBytes = uint32_t{1} << 30;

inline int64_t FrameBytes(uint32_t size) { return static_cast<int64_t>(kHeadBytes + size); }

// Under which a journal is written anew.
std::string NewJournalName(const std::string& path);

// UNAVAILABLE storage: "PATH cannot be ACTION: why; …"
absl::Status JournalError(const std::string& path, const std::string& action, int error);

// Little-endian.
void PutNumber(uint32_t number, char* out);
uint32_t GetNumber(const char* in);

bool WriteAt(int fd, std::string_view bytes, int64_t offset);
// As many bytes as there are, up to `size`; -1 on an error.
ssize_t ReadAt(int fd, char* out, size_t size, int64_t offset);

}  // namespace filing_review::service
