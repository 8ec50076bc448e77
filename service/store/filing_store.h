// Filings, their jobs and their briefs: what the server must not lose.
//
// Two interfaces over one back end, since a filing and its job change in one transaction:
//   FilingStore  what callers ask for
//   JobQueue     what the review workers ask for
// When a call returns OK its change survives a crash of the process and of the machine.
//
// Errors: NOT_FOUND no_such_filing; UNAVAILABLE storage; others as said at the call. Another
// owner's filing is NOT_FOUND. Thread-safe; calls may block on the disk.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/filing_service.pb.h"

namespace filing_review::service {

// A filing whose bytes are durable already.
struct NewFiling {
  std::string owner;              // who submits; filings of other owners are not seen
  v1::SubmitFilingHeader header;  // without its password: no store ever sees one
  std::vector<v1::SubmittedDocument> documents;  // further ones, durable too
  bool password_given = false;                   // a password came with it
  std::string id;                                // wanted id, as RandomId makes them; empty: any
};

struct FilingPage {
  std::vector<v1::Filing> filings;  // the newest first
  std::string next_page_token;      // empty on the last page
};

class FilingStore {
 public:
  virtual ~FilingStore() = default;

  // Stores a filing in state QUEUED with its job, or returns the one that is there:
  //   - the same owner and request_id: that filing; INVALID_ARGUMENT request_id_reused where its
  //     header is another one;
  //   - the same owner, bytes, name, venue, date, OCR mode and further documents, and neither
  //   FAILED
  //     nor CANCELLED: that one.
  // RESOURCE_EXHAUSTED queue_full where `queue_limit` filings wait already.
  virtual absl::StatusOr<v1::Filing> Create(const NewFiling& filing, int64_t queue_limit) = 0;

  virtual absl::StatusOr<v1::Filing> Get(const std::string& owner, const std::string& id) = 0;

  // INVALID_ARGUMENT bad_page_token.
  virtual absl::StatusOr<FilingPage> List(const std::string& owner, int page_size,
                                          const std::string& page_token) = 0;

  // The brief's bytes. FAILED_PRECONDITION no_brief_yet or no_brief.
  virtual absl::StatusOr<std::string> GetBrief(const std::string& owner, const std::string& id) = 0;

  // QUEUED or RUNNING becomes CANCELLED and its job goes; where the state is final and recognition
  // is PENDING or RUNNING, that becomes CANCELLED. FAILED_PRECONDITION already_final.
  virtual absl::StatusOr<v1::Filing> Cancel(const std::string& owner, const std::string& id) = 0;

  // Removes filing, job and brief; returns the filing as it was.
  virtual absl::StatusOr<v1::Filing> Delete(const std::string& owner, const std::string& id) = 0;

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
};

// How a review ended: SUCCEEDED or PARTIAL with a brief, or FAILED with an error. An error of stage
// kOcr is that of the recognition: state and brief of stage kText stand.
struct JobResult {
  v1::FilingState state = v1::FILING_STATE_UNSPECIFIED;
  std::string brief;  // serialized ReviewBrief
  int32_t page_count = 0;
  int32_t pages_done_count = 0;
  v1::FilingError error;
  bool ocr_follows = false;  // stage kText: the job goes on to stage kOcr
};

class JobQueue {
 public:
  virtual ~JobQueue() = default;

  // Claims the oldest job of a stage that nobody holds and sets its filing, or its recognition,
  // RUNNING. A job of stage kOcr is not claimed while one of stage kText waits. A job that was
  // tried `attempts` times already fails with attempts_exhausted instead; the id of its filing is
  // appended to `exhausted`.
  virtual absl::StatusOr<std::optional<Job>> Claim(JobStage stage, int32_t lease_seconds,
                                                   int32_t attempts,
                                                   std::vector<std::string>& exhausted) = 0;

  // Renews a claim and stores the progress of stage kText. ABORTED claim_lost.
  virtual absl::Status Renew(const Job& job, int32_t lease_seconds, int32_t pages_done_count,
                             int32_t page_count) = 0;

  // Gives a job back; its filing is QUEUED again, or its recognition PENDING. `count_attempt`
  // false: as if never tried. ABORTED claim_lost.
  virtual absl::Status Release(const Job& job, bool count_attempt) = 0;

  // Stores result and state and removes the job, or takes it to stage kOcr, in one transaction.
  // Where `ocr_queue_limit` jobs of that stage wait already, recognition fails with ocr_queue_full.
  // ABORTED claim_lost: cancelled, deleted, or claimed by another; nothing is stored.
  virtual absl::Status Complete(const Job& job, const JobResult& result,
                                int64_t ocr_queue_limit) = 0;

  // Voids every claim. For the start of the only server on this store.
  virtual absl::Status ReleaseAll() = 0;
};

}  // namespace filing_review::service
