// Filter and order of a list, as AIP-160 and AIP-132 write them.
//
//   state = FAILED OR state = PARTIAL AND create_time >= "2026-01-31T00:00:00Z"
//
// Comparisons are joined by AND; those of `state` also by OR, which binds more tightly (AIP-160).
// The queue of the desk also knows `review_state` (joined as `state` is) and `regime`.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "service/store/filing_store.h"

namespace filing_review::service {

enum class FilterFields { kFiling, kDesk };

// INVALID_ARGUMENT bad_filter: says what of the filter is not understood.
absl::Status ReadListFilter(const std::string& filter, ListQuery& query,
                            FilterFields fields = FilterFields::kFiling);

// INVALID_ARGUMENT bad_order.
absl::Status ReadListOrder(const std::string& order_by, ListQuery& query);

}  // namespace filing_review::service
