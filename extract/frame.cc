#include "extract/frame.h"

namespace filing_review::extract {

void AppendFrame(std::string_view message, std::string* out) {
  const uint32_t n = static_cast<uint32_t>(message.size());
  for (int shift = 0; shift < 32; shift += 8) *out += static_cast<char>(n >> shift & 0xFF);
  out->append(message);
}

bool FrameReader::Next(std::string_view* message) {
  if (broken_) return false;
  if (at_ > 0 && (at_ == buffer_.size() || at_ > (1u << 20))) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  if (buffer_.size() - at_ < 4) return false;
  uint32_t n = 0;
  for (int i = 3; i >= 0; --i) {
    n = n << 8 | static_cast<unsigned char>(buffer_[at_ + static_cast<size_t>(i)]);
  }
  if (n > kMostFrameBytes) {
    broken_ = true;
    return false;
  }
  if (buffer_.size() - at_ - 4 < n) return false;
  *message = std::string_view(buffer_).substr(at_ + 4, n);
  at_ += 4 + n;
  return true;
}

}  // namespace filing_review::extract
