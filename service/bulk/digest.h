// A SHA-256 as a value: 32 bytes in place, since a run holds some for each of millions of filings.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace filing_review::service {

struct Digest {
  std::array<char, 32> bytes{};

  Digest() = default;
  // `text` has 32 bytes; of any other length is a digest of zeros.
  explicit Digest(std::string_view text) {
    if (text.size() == bytes.size()) std::memcpy(bytes.data(), text.data(), bytes.size());
  }
  std::string str() const { return std::string(bytes.data(), bytes.size()); }
  bool operator==(const Digest&) const = default;
};

struct DigestHash {
  size_t operator()(const Digest& digest) const {
    size_t hash;
    std::memcpy(&hash, digest.bytes.data(), sizeof hash);
    return hash;
  }
};

}  // namespace filing_review::service
