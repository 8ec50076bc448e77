// Reviews of a server (service/desk/review_source.h), by a caller that may read them: with the role
// review or admin those of all owners.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/client/server_access.h"
#include "service/desk/review_source.h"

namespace filing_review::service {

// Errors and the last two as of FilingClient::Connect.
absl::StatusOr<std::unique_ptr<ReviewSource>> ReachReviews(
    const ServerAccess& access, int retry_seconds = 0,
    std::function<void(const std::string&)> notice = nullptr);

}  // namespace filing_review::service
