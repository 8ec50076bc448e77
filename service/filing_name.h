// Resource names, "filings/{filing}", and the checks of an upload's header.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/limits.h"

namespace filing_review::service {

// The {filing} of a name: letters and digits. INVALID_ARGUMENT bad_name.
absl::StatusOr<std::string> FilingIdOf(const std::string& name);

// Puts sha256 in lower case and checks every field. INVALID_ARGUMENT bad_header, OUT_OF_RANGE
// file_size_limit.
absl::Status CheckHeader(const ServerLimits& limits, v1::SubmitFilingHeader& header);

}  // namespace filing_review::service
