// What the end of a review means: whether another try may go better.
//
// Pure. Thread-safe.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "filing_review/v1/brief.pb.h"

namespace filing_review::service {

// True where another try of the whole filing may go better.
bool MayPass(const absl::Status& status);

// Why a page was lost that another try may read; empty where there is none.
std::string TransientReason(const v1::ReviewBrief& brief);

}  // namespace filing_review::service
