// Rows of the filings table as messages, and the ids and tokens of rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/store/sqlite_database.h"

namespace filing_review::service {

// Columns that ReadFiling reads, in its order.
#define FILING_REVIEW_FILING_COLUMNS                                                  \
  "f.sequence, f.id, f.display_name, f.sha256, f.size_bytes, f.state, f.page_count, " \
  "f.pages_done_count, f.error_reason, f.error_message, f.create_micros, "            \
  "f.update_micros, f.brief_revision, f.ocr_state, f.ocr_error_reason, f.ocr_error_message"

// queue_position is left 0. REQUIRES: a row that begins with the columns above.
v1::Filing ReadFiling(const Statement& row);

// Stores and reads the further documents of the filing with this sequence.
absl::Status WriteDocuments(Database& database, int64_t sequence,
                            const std::vector<v1::SubmittedDocument>& documents);
absl::StatusOr<std::vector<v1::SubmittedDocument>> ReadDocuments(Database& database,
                                                                 int64_t sequence);

// Equal for equal lists of further documents; empty for none.
std::string DigestOf(const std::vector<v1::SubmittedDocument>& documents);

bool IsFinal(v1::FilingState state);

// Final, and no recognition waits or runs: nothing changes any more by itself.
bool IsSettled(const v1::Filing& filing);

// 32 random hexadecimal digits.
std::string RandomId();

}  // namespace filing_review::service
