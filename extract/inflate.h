// Decompresses a whole Flate stream (PDF 32000-1, 7.4.4; RFC 1950) with zlib, several times as fast
// as Poppler does it byte by byte.
//
//   std::string content;
//   if (!Inflate(deflated, most_bytes, &content)) …   // damaged, or too much: ask Poppler instead
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace filing_review::extract {

// Appends to `out`, which may grow to `most` bytes. False where the stream is damaged, cut short or
// larger; `out` then holds a part of it.
bool Inflate(std::string_view deflated, size_t most, std::string* out);

}  // namespace filing_review::extract
