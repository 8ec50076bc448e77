// The sentences for a filing of which there is nothing to return: what is wrong and what to do.
// Each status carries a reason of extract/read_error.h.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "extract/limits.h"

namespace filing_review::extract {

// Whether `fd` is a file that may be handed to a worker.
absl::Status CheckFile(int fd, const Limits& limits);

// The worker says that the file cannot be opened, and `reason`.
absl::Status OpenError(const std::string& reason, bool password_given);

// The worker was lost while it opened the file; `reason` is kReasonMemory, kReasonPageTime,
// kReasonFileChanged or kReasonWorkerCrash.
absl::Status LostWhileOpening(const std::string& reason);

absl::Status TooManyPages(int32_t pages, const Limits& limits);

}  // namespace filing_review::extract
