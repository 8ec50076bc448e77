// How filings come into the queue: submitted, or once more. Each call runs inside the caller's
// transaction, which runs alone: the queue's limits and equal filings are looked at first.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "service/store/filing_store.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

// As FilingStore::Create. `server`: that knows the password, where one was given.
absl::StatusOr<v1::Filing> EnterFiling(Database& database, const std::string& server,
                                       const NewFiling& filing, const QueueLimits& limits);

// As FilingStore::CheckRoom; reads only.
absl::Status RoomFor(Database& database, const NewFiling& filing, const QueueLimits& limits);

absl::StatusOr<QueueSize> SizeOfQueue(Database& database);

// As FilingStore::Retry.
absl::StatusOr<v1::Filing> EnterAgain(Database& database, const std::string& server,
                                      const std::string& owner, const std::string& id,
                                      const QueueLimits& limits, bool password_given,
                                      int64_t timeout_micros);

}  // namespace filing_review::service
