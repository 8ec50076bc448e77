// A review as callers see it.
#pragma once

#include <string>

#include "filing_review/v1/desk_service.pb.h"
#include "service/store/desk_store.h"

namespace filing_review::service {

// Changes with every event of the review and every brief of the filing.
std::string EtagOf(const ReviewSnapshot& snapshot);
std::string EtagOf(const std::string& last_hash, const std::string& brief_sha256);

// Of a signed review with the brief that was signed, otherwise with that of now.
v1::Review ViewOf(const ReviewSnapshot& snapshot);

}  // namespace filing_review::service
