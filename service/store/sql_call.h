// One call of a store: on one connection, or in one transaction.
#pragma once

#include <utility>

#include "absl/status/statusor.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

// One call on one connection.
template <typename Work>
auto With(Databases& databases, Work work) -> decltype(work(std::declval<Database&>())) {
  const Databases::Lease lease(databases);
  if (!lease.alive().ok()) return lease.alive();
  return work(*lease);
}

// One call in one transaction, committed where it succeeds.
template <typename Result, typename Work>
absl::StatusOr<Result> InTransaction(Databases& databases, bool alone, Work work) {
  return With(databases, [&](Database& database) -> absl::StatusOr<Result> {
    Transaction transaction(database, alone);
    if (!transaction.begun().ok()) return transaction.begun();
    absl::StatusOr<Result> result = work(database);
    if (!result.ok()) return result;
    if (const absl::Status status = transaction.Commit(); !status.ok()) return status;
    return result;
  });
}

}  // namespace filing_review::service
