// Whether the caller of ReadPdf still wants what is being read, and how long to wait until that is
// to be looked at again.
//
//   if (const absl::Status stop = CheckWanted(options); !stop.ok()) return stop;
//   poll(…, BoundedWait(options, milliseconds));
#pragma once

#include <cstdint>

#include "absl/status/status.h"
#include "extract/reader.h"

namespace filing_review::extract {

// CANCELLED, or DEADLINE_EXCEEDED review_deadline.
absl::Status CheckWanted(const ReadOptions& options);

// Milliseconds, at most `wait`.
int BoundedWait(const ReadOptions& options, int64_t wait);

}  // namespace filing_review::extract
