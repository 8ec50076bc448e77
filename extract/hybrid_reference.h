// Hybrid-reference files (PDF 32000-1, 7.5.8.4): objects that the cross-reference table lists as
// free, for the sake of old programs, stand in a stream that the trailer names with /XRefStm.
// Poppler keeps the first entry that it sees of an object, so it takes such objects for missing.
//
//   const std::string restated = RestateHybrid(file);   // empty: not hybrid, read it as it is
//
// The copy has its chain of cross-reference sections once more at its end, each stream before its
// table. What the file holds otherwise, and where, is the same.
#pragma once

#include <string>
#include <string_view>

namespace filing_review::extract {

// Larger files are left as they are: a worker's memory is bounded, and this takes a copy.
inline constexpr size_t kMostHybridBytes = size_t{64} << 20;

std::string RestateHybrid(std::string_view file);

}  // namespace filing_review::extract
