// Filings, their jobs and their briefs: what the server must not lose.
//
// Interfaces over one back end, since a filing, its job and its brief change in one transaction:
//   FilingStore  what callers ask for
//   JobQueue     what the review workers ask for
//   DeskStore    what reviewers ask for (desk_store.h)
// When a call returns OK its change survives a crash of the process and of the machine.
//
// Errors: NOT_FOUND no_such_filing; UNAVAILABLE storage; others as said at the call. Another
// owner's filing is NOT_FOUND. Thread-safe; calls may block on the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/store/desk_store.h"

namespace filing_review::service {

// A filing whose bytes are durable already.
struct NewFiling {
  std::string owner;              // who submits; filings of other owners are not seen
  v1::SubmitFilingHeader header;  // without its password: no store ever sees one
  std::vector<v1::SubmittedDocument> documents;  // further ones, durable too
  bool password_given = false;                   // a password came with it
  std::string id;                                // wanted id, as RandomId makes them; empty: any
  int64_t page_count = 0;                        // as far as it can be told, for QueueLimits
  int64_t timeout_micros = 0;  // time from now until its review is of no use; 0: without end
};

// Most of what waits for its first brief. A filing that finds nothing waiting is taken, however
// large it is.
struct QueueLimits {
  int64_t filings = INT64_MAX;
  int64_t bytes = INT64_MAX;  // of all documents
  int64_t pages = INT64_MAX;
  int64_t owner_filings = INT64_MAX;  // of one owner
};

// What waits or is reviewed. Sizes are those that QueueLimits bound.
struct QueueSize {
  int64_t filings = 0;  // without a first brief
  int64_t bytes = 0;
  int64_t pages = 0;
  int64_t text_waiting = 0;  // of the filings, those that nobody reviews now
  int64_t ocr_waiting = 0;   // recognitions that nobody makes now
};

struct FilingPage {
  std::vector<v1::Filing> filings;  // the newest first
  std::string next_page_token;      // empty on the last page
};

enum class ListOrder : uint8_t {
  kNewestFirst = 1,  // by submission
  kCreateTime = 2,
  kCreateTimeDescending = 3,
  kUpdateTime = 4,
  kUpdateTimeDescending = 5,
};

// Times are microseconds since 1970 UTC; from is included, before is not.
struct ListQuery {
  std::string owner;
  int page_size = 50;
  std::string page_token;  // of the page before, of the same order and filter
  ListOrder order = ListOrder::kNewestFirst;
  std::vector<v1::FilingState> states;                     // none: any
  v1::ListingVenue venue = v1::LISTING_VENUE_UNSPECIFIED;  // unspecified: any
  int64_t created_from = 0;
  int64_t created_before = INT64_MAX;
  int64_t updated_from = 0;
  int64_t updated_before = INT64_MAX;
  // For those who may see filings of all owners; `owner` is not looked at then.
  bool all_owners = false;
  // Of ListDesk alone, where `venue` is that of the brief.
  std::vector<v1::ReviewState> review_states;  // none: any
  std::vector<std::string> regimes;            // all of them are triggered
};

// A filing that may be removed since it is old, and whose it is.
struct ExpiredFiling {
  std::string owner;
  v1::Filing filing;
};

// What was done to a filing; nothing of its content.
struct AuditLine {
  int64_t number = 0;     // in the order of the audit
  int64_t at_micros = 0;  // since 1970 UTC
  std::string owner;
  std::string filing_id;
  std::string action;  // as AuditEvent.action
};

class FilingStore {
 public:
  virtual ~FilingStore() = default;

  // Stores a filing in state QUEUED with its job, or returns the one that is there:
  //   - the same owner and request_id: that filing; INVALID_ARGUMENT request_id_reused where its
  //     header is another one;
  //   - the same owner, bytes, name, venue, date, OCR mode and further documents, and neither
  //     FAILED nor CANCELLED: that one; where it waits still, the later of both ends counts.
  // RESOURCE_EXHAUSTED queue_full where as much waits already as `limits` allow.
  virtual absl::StatusOr<v1::Filing> Create(const NewFiling& filing, const QueueLimits& limits) = 0;
  absl::StatusOr<v1::Filing> Create(const NewFiling& filing, int64_t queue_limit) {
    QueueLimits limits;
    limits.filings = queue_limit;
    return Create(filing, limits);
  }

  // RESOURCE_EXHAUSTED queue_full where Create would say so of a filing with this header, as far as
  // it can be told; looked at before bytes are sent, and before they get their name.
  virtual absl::Status CheckRoom(const NewFiling& filing, const QueueLimits& limits) = 0;

  virtual absl::StatusOr<v1::Filing> Get(const std::string& owner, const std::string& id) = 0;

  // INVALID_ARGUMENT bad_page_token, also where the token is of another order or filter.
  virtual absl::StatusOr<FilingPage> List(const ListQuery& query) = 0;
  absl::StatusOr<FilingPage> List(const std::string& owner, int page_size,
                                  const std::string& page_token) {
    ListQuery query;
    query.owner = owner;
    query.page_size = page_size;
    query.page_token = page_token;
    return List(query);
  }

  // The brief's bytes. FAILED_PRECONDITION no_brief_yet or no_brief.
  virtual absl::StatusOr<std::string> GetBrief(const std::string& owner, const std::string& id) = 0;

  // QUEUED or RUNNING becomes CANCELLED and its job goes; where the state is final and recognition
  // is PENDING or RUNNING, that becomes CANCELLED. FAILED_PRECONDITION already_final.
  virtual absl::StatusOr<v1::Filing> Cancel(const std::string& owner, const std::string& id) = 0;

  // Queues a filing that nothing waits for once more, for a review with the rules of now. Its brief
  // is there until the new one takes its place; where the new review fails or is cancelled, brief
  // and state are as before. FAILED_PRECONDITION not_final; RESOURCE_EXHAUSTED queue_full.
  virtual absl::StatusOr<v1::Filing> Retry(const std::string& owner, const std::string& id,
                                           const QueueLimits& limits, bool password_given,
                                           int64_t timeout_micros) = 0;
  absl::StatusOr<v1::Filing> Retry(const std::string& owner, const std::string& id,
                                   const QueueLimits& limits, bool password_given) {
    return Retry(owner, id, limits, password_given, 0);
  }

  // Removes filing, job and brief, and their traces in the store's files (sql_database.h, Purge);
  // returns the filing as it was. Leaves one audit line. FAILED_PRECONDITION legal_hold.
  virtual absl::StatusOr<v1::Filing> Delete(const std::string& owner, const std::string& id) = 0;

  // A filing on hold, of whatever owner, is not deleted, by nobody. Returns it.
  virtual absl::StatusOr<v1::Filing> SetLegalHold(const std::string& id, bool hold) = 0;

  // Deletes as Delete does what was submitted longer than `age_micros` ago by the store's clock,
  // waits for nothing and is not on hold: the oldest first, at most `limit`. Returns what it
  // deleted: the caller removes the bytes.
  virtual absl::StatusOr<std::vector<ExpiredFiling>> DeleteExpired(int64_t age_micros,
                                                                   int limit) = 0;

  // The newest first, of all owners where `owner` is nothing; with numbers under `before`.
  virtual absl::StatusOr<std::vector<AuditLine>> Audit(const std::optional<std::string>& owner,
                                                       int64_t before, int limit) = 0;
  absl::StatusOr<std::vector<AuditLine>> Audit(const std::optional<std::string>& owner, int limit) {
    return Audit(owner, INT64_MAX, limit);
  }

  // True where a filing of any owner has these bytes.
  virtual absl::StatusOr<bool> NeedsBlob(const std::string& sha256) = 0;

  // SHA-256 of the bytes of all documents of all filings.
  virtual absl::StatusOr<std::set<std::string>> ReferencedBlobs() = 0;
};

// A filing's job has two stages; the second one only where pages are to be recognised.
enum class JobStage : uint8_t {
  kText = 1,  // its brief from the text of the PDF
  kOcr = 2,   // its brief with recognised pages; the filing's state is final already
};

// A claimed job.
struct Job {
  JobStage stage = JobStage::kText;
  std::string filing_id;
  std::string sha256;                            // of the main document
  std::vector<v1::SubmittedDocument> documents;  // further ones
  std::string token;                             // proves the claim
  int32_t attempt = 0;                           // from 1
  v1::ListingVenue venue = v1::LISTING_VENUE_UNSPECIFIED;
  std::string filing_date;
  v1::OcrMode ocr_mode = v1::OCR_MODE_UNSPECIFIED;  // as submitted
  bool password_given = false;
  std::optional<int64_t> micros_left;  // from the claim until the submitter's deadline
};

// How a review ended: SUCCEEDED or PARTIAL with a brief, or FAILED with an error. An error of stage
// kOcr is that of the recognition: state and brief of stage kText stand.
struct JobResult {
  v1::FilingState state = v1::FILING_STATE_UNSPECIFIED;
  std::string brief;  // serialized ReviewBrief
  int32_t page_count = 0;
  int32_t pages_done_count = 0;
  v1::FilingError error;
  std::optional<desk::v1::BriefSummary> summary;  // of the brief
  std::vector<RecognizedText> recognized;         // stage kOcr: kept beside the brief
  bool ocr_follows = false;                       // stage kText: the job goes on to stage kOcr
};

// What happened in a store that several servers share.
struct StoreEvent {
  enum class Kind : uint8_t {
    kQueued,   // a job may be claimed
    kChanged,  // state or progress of a filing
    kGone,     // the filing's job was taken away
    kUnknown,  // events may have been lost: anything may have changed
  };
  Kind kind = Kind::kUnknown;
  std::string filing_id;
};

struct ClaimLimits {
  int32_t lease_seconds = 60;
  int32_t attempts = 5;  // tries of a job
  int32_t deaths = 20;   // claims of a job that were lost with their server
};

class JobQueue {
 public:
  virtual ~JobQueue() = default;

  // Claims the oldest job of a stage that nobody holds and sets its filing, or its recognition,
  // RUNNING. A job of stage kOcr is not claimed while one of stage kText waits. A job that was
  // tried `attempts` times already fails with attempts_exhausted instead; the id of its filing is
  // appended to `exhausted`. A job whose password one server knows is claimed by no other one while
  // that one lives.
  //
  // A claim that was lost with its server is no try: a server that is killed, or a machine that is
  // switched off, says nothing of the filing. Such losses are counted apart, since a filing may
  // be what kills the server: after three of them it is claimed only by a server that reviews
  // nothing else, so that no other filing dies with it, and after `deaths` it fails.
  virtual absl::StatusOr<std::optional<Job>> Claim(JobStage stage, const ClaimLimits& limits,
                                                   std::vector<std::string>& exhausted) = 0;
  absl::StatusOr<std::optional<Job>> Claim(JobStage stage, int32_t lease_seconds, int32_t attempts,
                                           std::vector<std::string>& exhausted) {
    ClaimLimits limits;
    limits.lease_seconds = lease_seconds;
    limits.attempts = attempts;
    return Claim(stage, limits, exhausted);
  }

  virtual absl::StatusOr<QueueSize> Size() = 0;

  // Fails the jobs that nobody holds and whose deadline has passed, with review_deadline; returns
  // the ids of their filings.
  virtual absl::StatusOr<std::vector<std::string>> FailOverdue() = 0;

  // Renews a claim and stores the progress of stage kText. ABORTED claim_lost.
  virtual absl::Status Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                             int32_t page_count) = 0;

  // Gives a job back; its filing is QUEUED again, or its recognition PENDING. `count_attempt`
  // false: as if never tried. `reason`, of why the try broke off, is told where it was the last
  // one. ABORTED claim_lost.
  virtual absl::Status Release(const Job& job, bool count_attempt, const std::string& reason) = 0;
  absl::Status Release(const Job& job, bool count_attempt) {
    return Release(job, count_attempt, "");
  }

  // Stores result and state and removes the job, or takes it to stage kOcr, in one transaction.
  // Where `ocr_queue_limit` jobs of that stage wait already, recognition fails with ocr_queue_full.
  // ABORTED claim_lost: cancelled, deleted, or claimed by another; nothing is stored.
  virtual absl::Status Complete(const Job& job, const JobResult& result,
                                int64_t ocr_queue_limit) = 0;

  // Voids the claims that this server held in an earlier life, and those whose lease has run out.
  // For the start of a server.
  virtual absl::Status ReleaseAll() = 0;

  // From here on `heard` is called soon after a change, on a thread of the store: those of other
  // servers on the store too. Null ends it; no call is under way after that.
  virtual void Listen(std::function<void(const StoreEvent&)> heard) = 0;
};

// All sides of one store.
class ReviewStore : public FilingStore, public JobQueue, public DeskStore {};

}  // namespace filing_review::service
