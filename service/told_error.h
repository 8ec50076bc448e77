// What a caller is told of an error, over gRPC and over HTTP.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace filing_review::service {

struct ToldError {
  std::string reason;  // "internal" where the status has none
  std::string message;
};

// What a database or a disk says of itself (addresses, names of tables, paths) goes to the log
// alone.
ToldError ToldErrorOf(const absl::Status& status);

}  // namespace filing_review::service
