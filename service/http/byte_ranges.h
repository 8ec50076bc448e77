// Which bytes of a document a request asks for (RFC 9110, section 14).
//
//   const RangeChoice choice = ChooseRanges("bytes=0-99,-100", size, 16);
//
// A header in another unit, or one that is not well formed, is as if it were not there. Ranges that
// overlap or touch become one, in the order of the document, so that no answer is larger than the
// document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace filing_review::service {

struct ByteRange {
  int64_t first = 0;
  int64_t last = 0;  // the last byte, included
  int64_t size() const { return last - first + 1; }
  bool operator==(const ByteRange& other) const {
    return first == other.first && last == other.last;
  }
};

enum class RangeKind { kWhole, kRanges, kNotSatisfiable, kTooMany };

struct RangeChoice {
  RangeKind kind = RangeKind::kWhole;
  std::vector<ByteRange> ranges;  // of kRanges, at least one
};

// `size`: bytes of the document.
RangeChoice ChooseRanges(std::string_view header, int64_t size, size_t most_ranges);

// "bytes 0-99/1000"
std::string ContentRange(const ByteRange& range, int64_t size);

}  // namespace filing_review::service
