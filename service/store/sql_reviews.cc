#include "service/store/sql_reviews.h"

#include <utility>

#include "service/deterministic_bytes.h"
#include "service/service_error.h"
#include "service/store/filing_rows.h"
#include "service/store/sql_summaries.h"

namespace filing_review::service {

namespace {

struct Found {
  int64_t sequence = 0;
  ReviewSnapshot review;
};

absl::StatusOr<Found> Find(Database& database, const std::string& owner, const std::string& id,
                           bool lock) {
  absl::StatusOr<FoundFiling> filing = FindFiling(database, owner, id, lock);
  if (!filing.ok()) return filing.status();
  Found found;
  found.sequence = filing->sequence;
  ReviewSnapshot& review = found.review;
  review.filing = std::move(filing->filing);
  review.last_hash = review.filing.sha256();
  review.record.set_state(v1::REVIEW_STATE_NEW);
  absl::StatusOr<desk::v1::BriefSummary> summary = ReadSummary(database, found.sequence);
  if (!summary.ok()) return summary.status();
  review.summary = *std::move(summary);
  {
    Statement row =
        database.Prepare("SELECT event_count, last_hash, record FROM reviews WHERE sequence = ?");
    if (row.Bind(1, found.sequence).Step()) {
      review.event_count = row.Int(0);
      review.last_hash = row.Text(1);
      if (!review.record.ParseFromString(row.Text(2))) {
        return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                            "the stored review of filings/" + id +
                                " cannot be read; run filing-review audit verify");
      }
    }
    if (!row.status().ok()) return row.status();
  }
  if (review.record.state() == v1::REVIEW_STATE_SIGNED) {
    Statement row = database.Prepare(
        "SELECT summary FROM signed_briefs WHERE sequence = ? ORDER BY number DESC LIMIT 1");
    if (row.Bind(1, found.sequence).Step()) review.signed_summary.ParseFromString(row.Text(0));
    if (!row.status().ok()) return row.status();
  }
  return found;
}

void SetTimes(int64_t now, v1::ReviewEvent& event) {
  google::protobuf::Timestamp time;
  time.set_seconds(now / 1'000'000);
  time.set_nanos(static_cast<int32_t>(now % 1'000'000 * 1000));
  *event.mutable_event_time() = time;
  if (event.action() != kActionDecide) return;  // what an undo brings back has its own times
  for (v1::Decision& decision : *event.mutable_after()) *decision.mutable_decide_time() = time;
}

absl::Status KeepSignedBrief(Database& database, int64_t sequence, int64_t number,
                             const desk::v1::BriefSummary& summary) {
  std::string brief;
  {
    Statement row = database.Prepare("SELECT brief FROM briefs WHERE sequence = ?");
    if (row.Bind(1, sequence).Step()) brief = row.Text(0);
    if (!row.status().ok()) return row.status();
  }
  return database
      .Prepare("INSERT INTO signed_briefs (sequence, number, brief, summary) VALUES (?, ?, ?, ?)")
      .Bind(1, sequence)
      .Bind(2, number)
      .BindBlob(3, brief)
      .BindBlob(4, DeterministicBytes(summary))
      .Run();
}

}  // namespace

absl::StatusOr<ReviewSnapshot> ReadReview(Database& database, const std::string& owner,
                                          const std::string& id) {
  absl::StatusOr<Found> found = Find(database, owner, id, /*lock=*/false);
  if (!found.ok()) return found.status();
  return std::move(found->review);
}

absl::StatusOr<ReviewSnapshot> AppendEvent(Database& database, const std::string& owner,
                                           const std::string& id, const ReviewChange& change) {
  absl::StatusOr<Found> found = Find(database, owner, id, /*lock=*/true);
  if (!found.ok()) return found.status();
  ReviewSnapshot& review = found->review;
  if (review.last_hash != change.last_hash ||
      review.summary.brief_sha256() != change.brief_sha256) {
    return ServiceError(absl::StatusCode::kAborted, kReasonReviewChanged,
                        "somebody else changed the review, or the filing has a new brief; get the "
                        "review again, look, and decide again");
  }
  const absl::StatusOr<int64_t> now = database.NowMicros();
  if (!now.ok()) return now.status();
  v1::ReviewEvent event = change.event;
  event.set_number(review.event_count + 1);
  SetTimes(*now, event);
  const std::string bytes = EventBytes(event);
  const std::string hash = EventHash(review.last_hash, bytes);
  absl::Status status = database
                            .Prepare(
                                "INSERT INTO review_events (sequence, number, event, "
                                "previous_hash, hash) VALUES (?, ?, ?, ?, ?)")
                            .Bind(1, found->sequence)
                            .Bind(2, int64_t{event.number()})
                            .BindBlob(3, bytes)
                            .Bind(4, review.last_hash)
                            .Bind(5, hash)
                            .Run();
  if (!status.ok()) return status;
  ApplyEvent(event, hash, review.record);
  review.event_count = event.number();
  review.last_hash = hash;
  status = database
               .Prepare(
                   "INSERT INTO reviews (sequence, state, event_count, last_hash, decided_count, "
                   "last_reviewer, last_reviewer_unverified, record) "
                   "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sequence) DO UPDATE SET "
                   "state = excluded.state, event_count = excluded.event_count, "
                   "last_hash = excluded.last_hash, decided_count = excluded.decided_count, "
                   "last_reviewer = excluded.last_reviewer, "
                   "last_reviewer_unverified = excluded.last_reviewer_unverified, "
                   "record = excluded.record")
               .Bind(1, found->sequence)
               .Bind(2, int64_t{review.record.state()})
               .Bind(3, review.event_count)
               .Bind(4, review.last_hash)
               .Bind(5, int64_t{DecidedCount(review.summary, review.record)})
               .Bind(6, review.record.last_reviewer())
               .Bind(7, int64_t{review.record.last_reviewer_unverified()})
               .BindBlob(8, DeterministicBytes(review.record))
               .Run();
  if (!status.ok()) return status;
  if (event.action() == kActionSign) {
    status = KeepSignedBrief(database, found->sequence, event.number(), review.summary);
    if (!status.ok()) return status;
    review.signed_summary = review.summary;
  }
  return std::move(review);
}

absl::StatusOr<std::vector<StoredEvent>> ReadEvents(Database& database, const std::string& owner,
                                                    const std::string& id, int64_t after,
                                                    int limit) {
  const absl::StatusOr<FoundFiling> found = FindFiling(database, owner, id, /*lock=*/false);
  if (!found.ok()) return found.status();
  Statement row = database.Prepare(
      "SELECT number, event, previous_hash, hash FROM review_events "
      "WHERE sequence = ? AND number > ? ORDER BY number LIMIT ?");
  row.Bind(1, found->sequence).Bind(2, after).Bind(3, int64_t{limit});
  std::vector<StoredEvent> events;
  while (row.Step()) events.push_back({row.Int(0), row.Text(1), row.Text(2), row.Text(3)});
  if (!row.status().ok()) return row.status();
  return events;
}

absl::StatusOr<std::string> ReadSignedBrief(Database& database, const std::string& owner,
                                            const std::string& id) {
  const absl::StatusOr<FoundFiling> found = FindFiling(database, owner, id, /*lock=*/false);
  if (!found.ok()) return found.status();
  Statement row = database.Prepare(
      "SELECT brief FROM signed_briefs WHERE sequence = ? ORDER BY number DESC LIMIT 1");
  if (row.Bind(1, found->sequence).Step()) return row.Text(0);
  if (!row.status().ok()) return row.status();
  return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNotSigned,
                      "no brief of filings/" + id + " was signed; ask for the newest one");
}

absl::StatusOr<bool> HasReview(Database& database, int64_t sequence) {
  Statement row = database.Prepare("SELECT 1 FROM reviews WHERE sequence = ?");
  const bool there = row.Bind(1, sequence).Step();
  if (!row.status().ok()) return row.status();
  return there;
}

}  // namespace filing_review::service
