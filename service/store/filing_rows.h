// Rows of the filings table as messages, and the ids and tokens of rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

// Columns that ReadFiling reads, in its order.
#define FILING_REVIEW_FILING_COLUMNS                                                          \
  "f.sequence, f.id, f.display_name, f.sha256, f.size_bytes, f.state, f.page_count, "         \
  "f.pages_done_count, f.error_reason, f.error_message, f.create_micros, "                    \
  "f.update_micros, f.brief_revision, f.ocr_state, f.ocr_error_reason, f.ocr_error_message, " \
  "f.legal_hold"

// queue_position is left 0. REQUIRES: a row that begins with the columns above.
v1::Filing ReadFiling(const Statement& row);

// The filing of this owner with its further documents and its place in the queue. NOT_FOUND.
// `lock`: no other server changes it until the transaction ends. Whoever changes a filing and its
// job locks the filing first.
struct FoundFiling {
  int64_t sequence = 0;
  v1::Filing filing;
};
absl::StatusOr<FoundFiling> FindFiling(Database& database, const std::string& owner,
                                       const std::string& id, bool lock);

absl::Status NoSuchFiling(const std::string& id);

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
