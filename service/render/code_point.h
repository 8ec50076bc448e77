// UTF-8 that may be broken, one code point at a time.
#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace filing_review::render {

// The code point at `at`, which moves on; U+FFFD where the bytes are not UTF-8.
inline UChar32 NextCodePoint(std::string_view text, size_t& at) {
  UChar32 c;
  int32_t i = static_cast<int32_t>(at);
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), i,
                  static_cast<int32_t>(text.size()), c);
  at = static_cast<size_t>(i);
  return c;
}

// Bytes of the code point at `at`; 0 where it is no UTF-8. REQUIRES: at < text.size().
inline size_t SequenceLength(std::string_view text, size_t at) {
  UChar32 c;
  const auto begin = static_cast<int32_t>(at);
  int32_t i = begin;
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), i, static_cast<int32_t>(text.size()), c);
  return c < 0 ? 0 : static_cast<size_t>(i - begin);
}

// REQUIRES: a Unicode scalar value.
inline void AppendCodePoint(char32_t c, std::string& out) {
  char buffer[U8_MAX_LENGTH];
  int32_t n = 0;
  U8_APPEND_UNSAFE(buffer, n, c);
  out.append(buffer, static_cast<size_t>(n));
}

}  // namespace filing_review::render
