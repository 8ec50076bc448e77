// One filing of a bulk run: tried as often as it may help, and what came of it as a record.
#include <chrono>
#include <string>
#include <thread>

#include "extract/read_error.h"
#include "service/brief_bytes.h"
#include "service/bulk/bulk_run.h"
#include "service/bulk/zstd_bytes.h"
#include "service/review_outcome.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// Of the briefs in the journal, which are read back once: speed counts.
constexpr int kJournalLevel = 3;

// All that becomes output of a review.
std::string OutcomeDigest(const bulk::v1::Review& review, const std::string& brief) {
  std::string text = std::to_string(review.state());
  for (const std::string* part : {&review.reason(), &review.message(), &brief}) {
    text += ":" + std::to_string(part->size()) + ":" + *part;
  }
  return DigestBytes(Sha256Of(text));
}

}  // namespace

absl::StatusOr<bulk::v1::Review> BulkRun::Review(const Source& source, int fd,
                                                 const std::string& sha256,
                                                 const std::string& key) {
  PipelineOptions options = options_.review;
  options.classify.venue = source.venue;
  options.classify.filing_date = source.filing_date;
  options.read.cancelled = &stop_;
  options.documents = cache_;
  const auto start = std::chrono::steady_clock::now();
  absl::StatusOr<v1::ReviewBrief> brief = absl::UnknownError("");
  for (int attempt = 1;; ++attempt) {
    // While others wait, one filing a core; the last ones share all cores by page ranges.
    const bool last = next_ + static_cast<size_t>(workers_) > sources_.size();
    options.read.workers = last ? workers_ : 1;
    if (last && workers_ >= static_cast<int>(std::thread::hardware_concurrency())) {
      options.read.workers = 0;
    }
    brief = pipeline_.ReviewFiling({{fd, v1::DOCUMENT_ROLE_MAIN}}, options);
    if (stop_) return absl::CancelledError("stopped");
    if (brief.ok() && brief->filing().documents(0).sha256() != sha256) {
      brief = extract::ReadError(extract::kReasonFileChanged,
                                 "changed while it was read; start again when it is whole");
      break;
    }
    const bool may_pass = brief.ok() ? !TransientReason(*brief).empty() : MayPass(brief.status());
    if (!may_pass || attempt >= options_.limits.attempts) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(200 * attempt));
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  bulk::v1::Review review;
  review.set_key(key);
  review.set_sha256(sha256);
  review.set_seconds(took.count());
  std::string bytes;
  if (brief.ok()) {
    const v1::Coverage& coverage = brief->coverage();
    review.set_page_count(coverage.pages_total());
    review.set_state(coverage.pages_unread().empty() ? bulk::v1::REVIEW_STATE_COMPLETE
                                                     : bulk::v1::REVIEW_STATE_PARTIAL);
    if (!coverage.pages_unread().empty()) review.set_reason(coverage.pages_unread(0).reason());
    bytes = SerializeBrief(*brief);
    review.set_brief_zstd(CompressZstd(bytes, kJournalLevel));
  } else {
    review.set_state(bulk::v1::REVIEW_STATE_FAILED);
    review.set_reason(extract::ReasonOf(brief.status()));
    if (review.reason().empty()) review.set_reason("internal");
    review.set_message(std::string(brief.status().message()));
  }
  review.set_outcome_digest(OutcomeDigest(review, bytes));
  return review;
}

}  // namespace filing_review::service
