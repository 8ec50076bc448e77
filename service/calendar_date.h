// Checks a date that a submitter gives.
#pragma once

#include <string_view>

namespace filing_review::service {

// True for YYYY-MM-DD with a day that exists (1900 to 2199).
bool IsCalendarDate(std::string_view text);

}  // namespace filing_review::service
