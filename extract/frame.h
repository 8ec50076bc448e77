// Frames between the launcher and its workers: a little-endian uint32 length, then that many bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace filing_review::extract {

// A longer frame is taken for a sign that the other side is broken. A page of 200,000 characters
// takes about 3 MiB.
inline constexpr uint32_t kMostFrameBytes = 16u << 20;

// Appends a frame that holds `message`.
void AppendFrame(std::string_view message, std::string* out);

// Takes frames off a stream of bytes.
class FrameReader {
 public:
  void Append(const char* bytes, size_t n) { buffer_.append(bytes, n); }
  // True where a whole frame was there; `message` stays valid until the next call of Append.
  // A frame over kMostFrameBytes sets broken().
  bool Next(std::string_view* message);
  bool broken() const { return broken_; }

 private:
  std::string buffer_;
  size_t at_ = 0;
  bool broken_ = false;
};

}  // namespace filing_review::extract
