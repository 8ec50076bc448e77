// Resource names, "filings/{filing}", and the checks of an upload's header.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/limits.h"

namespace filing_review::service {

// The {filing} of a name: letters and digits. INVALID_ARGUMENT bad_name.
absl::StatusOr<std::string> FilingIdOf(const std::string& name);

// The {filing} of "filings/{filing}/review". INVALID_ARGUMENT bad_name.
absl::StatusOr<std::string> ReviewedFilingIdOf(const std::string& name);

// The {request_id} of "uploads/{request_id}". INVALID_ARGUMENT bad_name.
absl::StatusOr<std::string> RequestIdOf(const std::string& name);

// INVALID_ARGUMENT bad_header where it is not more than 0.
absl::StatusOr<int64_t> TimeoutMicros(const google::protobuf::Duration& timeout);

// When an upload says the digest of its bytes.
enum class DigestTime { kFirst, kLast };

// Puts sha256 in lower case and checks every field; where the digest comes last, it may be empty.
// INVALID_ARGUMENT bad_header, OUT_OF_RANGE file_size_limit.
absl::Status CheckHeader(const ServerLimits& limits, v1::SubmitFilingHeader& header,
                         DigestTime digest = DigestTime::kFirst);

// Puts it in lower case. INVALID_ARGUMENT bad_header.
absl::Status CheckDigest(std::string& sha256);

// The same for another document of a filing of which `bytes_before` came already.
absl::Status CheckDocument(const ServerLimits& limits, int64_t bytes_before,
                           v1::SubmittedDocument& document);

}  // namespace filing_review::service
