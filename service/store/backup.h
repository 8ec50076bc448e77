// A back-up of a data folder with SQLite, also while its server runs.
//
//   BackUp("/var/lib/filing-review", "/backup/monday");
//
// The copy is a data folder: open it to restore. It holds one moment of the store, with the bytes
// of every filing in it. Submissions and deletions wait while the database is copied and its blobs
// are linked, not while they are copied.
#pragma once

#include <string>

#include "absl/status/status.h"

namespace filing_review::service {

// `to` is made, and must not exist. FAILED_PRECONDITION storage where one of the folders is not
// right; UNAVAILABLE storage where the disk fails. What was written until then stays, without
// filings.db.
absl::Status BackUp(const std::string& dir, const std::string& to);

}  // namespace filing_review::service
