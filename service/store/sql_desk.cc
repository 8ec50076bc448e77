// DeskStore's part of the store over SQL.
#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/sql_call.h"
#include "service/store/sql_list.h"
#include "service/store/sql_reviews.h"
#include "service/store/sql_store.h"
#include "service/store/sql_summaries.h"

namespace filing_review::service {

absl::StatusOr<std::string> SqlStore::OwnerOf(const std::string& id) {
  return With(databases_, [&](Database& database) -> absl::StatusOr<std::string> {
    Statement row = database.Prepare("SELECT owner FROM filings WHERE id = ?");
    if (row.Bind(1, id).Step()) return row.Text(0);
    if (!row.status().ok()) return row.status();
    return NoSuchFiling(id);
  });
}

absl::StatusOr<DeskPage> SqlStore::ListDesk(const ListQuery& query) {
  return With(databases_, [&](Database& database) { return ListDeskFilings(database, query); });
}

absl::StatusOr<ReviewSnapshot> SqlStore::GetReview(const std::string& owner,
                                                   const std::string& id) {
  return With(databases_, [&](Database& database) { return ReadReview(database, owner, id); });
}

absl::StatusOr<ReviewSnapshot> SqlStore::ChangeReview(const std::string& owner,
                                                      const std::string& id,
                                                      const ReviewChange& change) {
  return InTransaction<ReviewSnapshot>(databases_, /*alone=*/false, [&](Database& database) {
    return AppendEvent(database, owner, id, change);
  });
}

absl::StatusOr<std::vector<StoredEvent>> SqlStore::ReviewEvents(const std::string& owner,
                                                                const std::string& id,
                                                                int64_t after, int limit) {
  return With(databases_,
              [&](Database& database) { return ReadEvents(database, owner, id, after, limit); });
}

absl::StatusOr<std::string> SqlStore::RecognizedTextOf(const std::string& owner,
                                                       const std::string& id,
                                                       const std::string& sha256) {
  return With(databases_,
              [&](Database& database) { return ReadRecognized(database, owner, id, sha256); });
}

absl::StatusOr<std::string> SqlStore::SignedBrief(const std::string& owner, const std::string& id) {
  return With(databases_, [&](Database& database) { return ReadSignedBrief(database, owner, id); });
}

absl::StatusOr<std::vector<std::string>> SqlStore::ReviewedFilings() {
  return With(databases_, [&](Database& database) -> absl::StatusOr<std::vector<std::string>> {
    std::vector<std::string> ids;
    Statement row = database.Prepare(
        "SELECT f.id FROM filings f WHERE EXISTS (SELECT 1 FROM reviews r WHERE "
        "r.sequence = f.sequence) OR EXISTS (SELECT 1 FROM review_events e WHERE "
        "e.sequence = f.sequence) ORDER BY f.sequence");
    while (row.Step()) ids.push_back(row.Text(0));
    if (!row.status().ok()) return row.status();
    return ids;
  });
}

absl::StatusOr<QuotePage> SqlStore::SearchQuotes(const QuoteQuery& query) {
  const auto candidates =
      With(databases_, [&](Database& database) { return FindCandidates(database, query); });
  if (!candidates.ok()) return candidates.status();
  QuotePage page;
  for (size_t i = 0; i < candidates->size() && !page.more; ++i) {
    if (i == static_cast<size_t>(query.filings)) {
      page.more = true;
      break;
    }
    // A connection for each: other calls have their turn between two filings.
    const absl::Status status = With(databases_, [&](Database& database) {
      return AddHits(database, query, (*candidates)[i], page);
    });
    if (!status.ok()) return status;
  }
  return page;
}

absl::StatusOr<int> SqlStore::SummarizeBriefs(
    int limit, const std::function<desk::v1::BriefSummary(const std::string& bytes)>& summarize) {
  return InTransaction<int>(databases_, /*alone=*/true, [&](Database& database) {
    return SummarizeOld(database, limit, summarize);
  });
}

}  // namespace filing_review::service
