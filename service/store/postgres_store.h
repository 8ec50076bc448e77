// The store in PostgreSQL: one that several servers share.
//
//   auto store = OpenPostgresStore("postgresql://filing_review@db/filing_review", server_id);
//
// Filings are claimed by FOR UPDATE SKIP LOCKED with a lease on the database's clock, so a server
// that dies gives its filings to the others when its leases run out. Changes are told by NOTIFY to
// all servers; who misses one finds it by looking now and then (ReviewWorkers).
//
// A connection that breaks is made anew at the next call; the call that met it is UNAVAILABLE.
#pragma once

#include <memory>
#include <string>

#include "service/store/filing_store.h"

namespace filing_review::service {

// `server`: a name that no other server on this database has and that this one keeps.
// INVALID_ARGUMENT bad_database_url; FAILED_PRECONDITION newer_store; UNAVAILABLE storage.
absl::StatusOr<std::unique_ptr<ReviewStore>> OpenPostgresStore(const std::string& url,
                                                               const std::string& server);

}  // namespace filing_review::service
