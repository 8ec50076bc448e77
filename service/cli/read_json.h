// Reads the JSON that service/render/json.h writes back into its message. Members that the message
// does not have are an error, as are values of a wrong type: nothing is dropped silently.
#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"

namespace filing_review::cli {

// FAILED_PRECONDITION; the message names the place, "userCounts[3].bound".
absl::Status ReadJson(const std::string& json, google::protobuf::Message& message);

}  // namespace filing_review::cli
