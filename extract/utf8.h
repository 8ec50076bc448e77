// UTF-8 (RFC 3629): code points read, written, counted and checked.
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

// Whether a byte goes on with a code point.
inline bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// Code points that begin in `text`.
inline size_t CountCodePoints(std::string_view text) {
  size_t count = 0;
  for (const char byte : text) count += IsContinuation(byte) ? 0 : 1;
  return count;
}

// Where the code point begins that the byte at `at` is of; `at` itself from the end of `text` on.
inline size_t CodePointBegin(std::string_view text, size_t at) {
  while (at > 0 && at < text.size() && IsContinuation(text[at])) --at;
  return at;
}

// Code points [begin, end) of `text`, as far as it has them. REQUIRES: valid UTF-8.
inline std::string_view CodePoints(std::string_view text, size_t begin, size_t end) {
  size_t at = 0, from = text.size();
  for (size_t count = 0; at < text.size(); ++at) {
    if (IsContinuation(text[at])) continue;
    if (count == begin) from = at;
    if (count++ == end) break;
  }
  return from < at ? text.substr(from, at - from) : std::string_view();
}

// Bytes of the code point at `at`; 0 where it is broken: cut off, overlong, a surrogate or beyond
// U+10FFFF. REQUIRES: at < text.size().
inline size_t SequenceLength(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return 0;
  // The second byte keeps out what is overlong, surrogates and what lies beyond U+10FFFF.
  const unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned char most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < least || byte(1) > most) return 0;
  for (size_t i = 2; i < length; ++i) {
    if (!IsContinuation(text[at + i])) return 0;
  }
  return length;
}

// The first byte of `text` that is no UTF-8; npos where all of it is.
inline size_t FindBrokenUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t length = SequenceLength(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

inline bool IsUtf8(std::string_view text) { return FindBrokenUtf8(text) == std::string_view::npos; }

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
