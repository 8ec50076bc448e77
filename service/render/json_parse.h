// Reads a brief back from its JSON form (service/render/json.h).
//
//   absl::StatusOr<v1::ReviewBrief> brief = ParseBriefJson(text);
//
// RenderJson(*ParseBriefJson(json)) == json for what RenderJson wrote. Enum values may have their
// type's prefix or not; fields of a later version are passed over. INVALID_ARGUMENT names the
// field: "userCounts[3].bound: no such value: MUCH". At most 256 MiB of JSON. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::render {

absl::StatusOr<v1::ReviewBrief> ParseBriefJson(const std::string& json);

}  // namespace filing_review::render
