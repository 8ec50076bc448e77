// Briefs on disk: reading one back, writing renderings.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"
#include "service/render/words.h"

namespace filing_review::cli {

// A brief as filing-review wrote it: JSON (first byte '{') or serialized protobuf.
// FAILED_PRECONDITION where it is neither.
absl::StatusOr<v1::ReviewBrief> ReadBriefFile(const std::string& path);

// Writes DIR/STEM with the extension of each format that is text and makes DIR where it is missing.
// A file is there whole or not at all. UNAVAILABLE where it cannot be written.
absl::Status WriteRenderings(const v1::ReviewBrief& brief, const std::string& dir,
                             const std::string& stem, const render::Words& words);

}  // namespace filing_review::cli
