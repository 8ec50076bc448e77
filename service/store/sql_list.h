// Pages of filings. A token names the last row of its page by its key in the order of the list, so
// that pages stay whole while filings come and go; it carries a digest of order and filter.
#pragma once

#include "absl/status/statusor.h"
#include "service/store/filing_store.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

// INVALID_ARGUMENT bad_page_token.
absl::StatusOr<FilingPage> ListFilings(Database& database, const ListQuery& query);
absl::StatusOr<DeskPage> ListDeskFilings(Database& database, const ListQuery& query);

}  // namespace filing_review::service
