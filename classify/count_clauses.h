// Clauses of a sentence, as far as user counts need them.
#pragma once

#include <cstddef>
#include <string_view>

namespace filing_review::classify {

// Where the clause of `at` begins, bytes: behind the last comma, colon or semicolon before it that
// is not within a number, or behind a full stop.
size_t ClauseBegin(std::string_view text, size_t at);

}  // namespace filing_review::classify
