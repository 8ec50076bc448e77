// UTF-8, one code point at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace filing_review::extract {

// True for Unicode scalar values but U+0000.
inline bool IsScalar(char32_t c) { return c != 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

// REQUIRES: `c` is a Unicode scalar value.
inline void AppendUtf8(char32_t c, std::string* out) {
  if (c < 0x80) {
    *out += static_cast<char>(c);
    return;
  }
  if (c < 0x800) {
    *out += static_cast<char>(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    *out += static_cast<char>(0xE0 | c >> 12);
    *out += static_cast<char>(0x80 | (c >> 6 & 63));
  } else {
    *out += static_cast<char>(0xF0 | c >> 18);
    *out += static_cast<char>(0x80 | (c >> 12 & 63));
    *out += static_cast<char>(0x80 | (c >> 6 & 63));
  }
  *out += static_cast<char>(0x80 | (c & 63));
}

// The code point at `*at`, which is moved past it. REQUIRES: valid UTF-8, *at < text.size().
inline char32_t NextCodePoint(std::string_view text, size_t* at) {
  const auto byte = [&] { return static_cast<unsigned char>(text[(*at)++]); };
  const auto more = [&]() -> char32_t {
    return *at < text.size() ? static_cast<char32_t>(byte() & 0x3F) : 0;
  };
  const unsigned char lead = byte();
  if (lead < 0x80) return lead;
  if (lead < 0xE0) {
    const char32_t high = lead & 0x1F;
    return high << 6 | more();
  }
  if (lead < 0xF0) {
    char32_t c = lead & 0x0F;
    c = c << 6 | more();
    return c << 6 | more();
  }
  char32_t c = lead & 0x07;
  c = c << 6 | more();
  c = c << 6 | more();
  return c << 6 | more();
}

}  // namespace filing_review::extract
