// Reviews and their events. Each call runs inside the caller's transaction.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/store/desk_store.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

// As in DeskStore.
absl::StatusOr<ReviewSnapshot> ReadReview(Database& database, const std::string& owner,
                                          const std::string& id);
absl::StatusOr<ReviewSnapshot> AppendEvent(Database& database, const std::string& owner,
                                           const std::string& id, const ReviewChange& change);
absl::StatusOr<std::vector<StoredEvent>> ReadEvents(Database& database, const std::string& owner,
                                                    const std::string& id, int64_t after,
                                                    int limit);
absl::StatusOr<std::string> ReadSignedBrief(Database& database, const std::string& owner,
                                            const std::string& id);

// True where somebody began a review of the filing.
absl::StatusOr<bool> HasReview(Database& database, int64_t sequence);

}  // namespace filing_review::service
