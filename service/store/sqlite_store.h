// FilingStore and JobQueue in one SQLite file (WAL, synchronous=FULL): the embedded back end, for
// one server on one machine.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "service/store/filing_store.h"

namespace filing_review::service {

class SqliteStore : public FilingStore, public JobQueue {};

// Microseconds since 1970 UTC.
using Clock = std::function<int64_t()>;
int64_t SystemMicros();

absl::StatusOr<std::unique_ptr<SqliteStore>> OpenSqliteStore(const std::string& path,
                                                             Clock clock = SystemMicros);

}  // namespace filing_review::service
