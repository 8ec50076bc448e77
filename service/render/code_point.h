// UTF-8 that may be broken, one code point at a time.
#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
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

}  // namespace filing_review::render
