// The store in one SQLite file: the embedded back end, for one server on one machine.
//
// Leases run on a clock that nobody sets, since claims do not outlive the server: a machine whose
// clock is set loses no claim and holds none too long.
#pragma once

#include <memory>
#include <string>

#include "service/store/filing_store.h"
#include "service/store/sqlite_database.h"

namespace filing_review::service {

// Microseconds since 1970 UTC.
int64_t SystemMicros();
// Microseconds since the machine started.
int64_t BootMicros();

// FAILED_PRECONDITION newer_store; UNAVAILABLE storage.
absl::StatusOr<std::unique_ptr<ReviewStore>> OpenSqliteStore(const std::string& path,
                                                             Clock clock = SystemMicros,
                                                             Clock lease_clock = BootMicros);

// The store as it is, beside a server that may run on it; nothing is migrated. FAILED_PRECONDITION
// where it is not of this version.
absl::StatusOr<std::unique_ptr<ReviewStore>> OpenSqliteStoreAsItIs(const std::string& path);

}  // namespace filing_review::service
