// Reviews of briefs by people, and what the queue and the search need of briefs.
//
// A review is a chain of events (service/desk/review_chain.h) that only grows; its record, what the
// events come to, is written in the transaction of the last of them. Summaries and quotes are
// written in the transaction of their brief. All of it goes with its filing.
//
// Errors as in filing_store.h. Thread-safe; calls may block on the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/desk/v1/desk_record.pb.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/desk/recognized_text.h"
#include "service/desk/review_chain.h"

namespace filing_review::service {

struct ListQuery;

struct DeskPage {
  std::vector<v1::DeskFiling> filings;
  std::string next_page_token;  // empty on the last page
};

// A review as it is, and the brief below it.
struct ReviewSnapshot {
  v1::Filing filing;
  desk::v1::BriefSummary summary;  // of the brief of now; without a digest where there is none
  desk::v1::ReviewRecord record;
  int64_t event_count = 0;
  std::string last_hash;                  // of an empty review: the filing's SHA-256
  desk::v1::BriefSummary signed_summary;  // of the brief that was signed, where it is signed
};

// An event and what it was decided on.
struct ReviewChange {
  std::string last_hash;     // of the snapshot
  std::string brief_sha256;  // of the snapshot's brief of now
  v1::ReviewEvent event;     // number, times and hashes are filled in
};

// Quotes that hold all phrases.
struct QuoteQuery {
  std::string owner;
  bool all_owners = false;
  std::vector<std::string> phrases;  // of SearchTerms; never empty
  int limit = 50;
  int filings = 1000;  // most filings whose quotes are looked at
};

struct QuotePage {
  std::vector<v1::QuoteHit> hits;
  bool more = false;
};

class DeskStore {
 public:
  virtual ~DeskStore() = default;

  // Whose filing it is. NOT_FOUND no_such_filing.
  virtual absl::StatusOr<std::string> OwnerOf(const std::string& id) = 0;

  // As FilingStore::List, with what desk and brief say of each filing.
  virtual absl::StatusOr<DeskPage> ListDesk(const ListQuery& query) = 0;

  virtual absl::StatusOr<ReviewSnapshot> GetReview(const std::string& owner,
                                                   const std::string& id) = 0;

  // Appends the event and returns the review after it. Of `sign` the brief is kept for ever.
  // ABORTED review_changed where review or brief are not those of the snapshot any more.
  virtual absl::StatusOr<ReviewSnapshot> ChangeReview(const std::string& owner,
                                                      const std::string& id,
                                                      const ReviewChange& change) = 0;

  // Events with numbers above `after`, the oldest first, at most `limit`.
  virtual absl::StatusOr<std::vector<StoredEvent>> ReviewEvents(const std::string& owner,
                                                                const std::string& id,
                                                                int64_t after, int limit) = 0;

  // Text recognised in the document with this digest, of the brief of now (recognized_text.h);
  // empty: none is kept.
  virtual absl::StatusOr<std::string> RecognizedTextOf(const std::string& owner,
                                                       const std::string& id,
                                                       const std::string& sha256) = 0;

  // The bytes of the brief that was signed. FAILED_PRECONDITION not_signed.
  virtual absl::StatusOr<std::string> SignedBrief(const std::string& owner,
                                                  const std::string& id) = 0;

  // Ids of all filings with a review, or events of one, in the order of submission.
  virtual absl::StatusOr<std::vector<std::string>> ReviewedFilings() = 0;

  // The newest filing's first; of one filing in the order of its brief.
  virtual absl::StatusOr<QuotePage> SearchQuotes(const QuoteQuery& query) = 0;

  // Makes summaries of at most `limit` briefs that have none of this version; returns how many.
  virtual absl::StatusOr<int> SummarizeBriefs(
      int limit,
      const std::function<desk::v1::BriefSummary(const std::string& bytes)>& summarize) = 0;
};

}  // namespace filing_review::service
