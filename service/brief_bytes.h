// A brief as stored bytes: deterministic protobuf serialisation, so that equal briefs are equal
// bytes.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::service {

std::string SerializeBrief(const v1::ReviewBrief& brief);

// DATA_LOSS where the bytes are no brief.
absl::StatusOr<v1::ReviewBrief> ParseBrief(const std::string& bytes);

}  // namespace filing_review::service
