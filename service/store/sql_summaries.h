// Summaries, quotes and their words, beside the briefs that they are of. Each call runs inside the
// caller's transaction.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/store/desk_store.h"
#include "service/store/sql_database.h"

namespace filing_review::service {

// In the place of those of the brief before; none: only removes them. Counts the decisions of the
// filing's review anew.
absl::Status StoreSummary(Database& database, int64_t sequence,
                          const std::optional<desk::v1::BriefSummary>& summary);

// Text recognised for the brief, in the place of that of the brief before.
absl::Status StoreRecognized(Database& database, int64_t sequence,
                             const std::vector<RecognizedText>& texts);

// As DeskStore::RecognizedTextOf.
absl::StatusOr<std::string> ReadRecognized(Database& database, const std::string& owner,
                                           const std::string& id, const std::string& sha256);

// Without head and quotes; an empty message where there is none.
absl::StatusOr<desk::v1::BriefSummary> ReadSummary(Database& database, int64_t sequence);

// A filing with all words of a search, in whichever quotes.
struct QuoteCandidate {
  int64_t sequence = 0;
  std::string id, display_name;
  std::string head;  // of brief_summaries
};

// The newest first; one more than QuoteQuery::filings where there are more.
absl::StatusOr<std::vector<QuoteCandidate>> FindCandidates(Database& database,
                                                           const QuoteQuery& query);

// Adds the quotes of the filing that hold all phrases, until the page is full.
absl::Status AddHits(Database& database, const QuoteQuery& query, const QuoteCandidate& candidate,
                     QuotePage& page);

// As DeskStore::SummarizeBriefs.
absl::StatusOr<int> SummarizeOld(
    Database& database, int limit,
    const std::function<desk::v1::BriefSummary(const std::string& bytes)>& summarize);

}  // namespace filing_review::service
