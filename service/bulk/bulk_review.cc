// One filing of a bulk run: tried as often as it may help, and what came of it as a record.
#include <sys/resource.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

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

// Most resident memory of this process so far, bytes.
int64_t OwnPeak() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return int64_t{usage.ru_maxrss} * 1024;
}

// All that becomes output of a review.
std::string OutcomeDigest(const bulk::v1::Review& review, const std::string& brief) {
  std::string text = std::to_string(review.state());
  for (const std::string* part : {&review.reason(), &review.message(), &brief}) {
    text += ":" + std::to_string(part->size()) + ":" + *part;
  }
  return DigestBytes(Sha256Of(text));
}

}  // namespace

absl::StatusOr<bulk::v1::Review> BulkRun::Review(const Source& source, const OpenSource& open,
                                                 const std::string& key) {
  std::vector<FilingPart> parts;
  for (size_t i = 0; i < open.files.size(); ++i) {
    parts.push_back({open.files[i].fd(),
                     i == 0 ? v1::DOCUMENT_ROLE_MAIN : source.documents[i - 1].role,
                     open.sha256[i]});
  }
  PipelineOptions options = options_.review;
  options.classify.venue = source.venue;
  options.classify.filing_date = source.filing_date;
  options.read.cancelled = &stop_;
  options.documents = documents_;
  options.findings = findings_;
  extract::WorkerUsage usage;
  options.read.usage = &usage;
  const int64_t own_before = OwnPeak();
  const auto start = std::chrono::steady_clock::now();
  absl::StatusOr<v1::ReviewBrief> brief = absl::UnknownError("");
  for (int attempt = 1;; ++attempt) {
    // While others wait, one filing a core; the last ones share all cores by page ranges.
    const bool last = next_ + static_cast<size_t>(workers_) > sources_.size();
    options.read.workers = last ? workers_ : 1;
    if (last && workers_ >= static_cast<int>(std::thread::hardware_concurrency())) {
      options.read.workers = 0;
    }
    brief = pipeline_.ReviewFiling(parts, options);
    if (stop_) return absl::CancelledError("stopped");
    const bool may_pass = brief.ok() ? !TransientReason(*brief).empty() : MayPass(brief.status());
    if (!may_pass || attempt >= options_.limits.attempts) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(200 * attempt));
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  bulk::v1::Review review;
  review.set_key(key);
  review.set_sha256(open.sha256.front());
  review.set_seconds(took.count());
  review.set_reader_bytes(usage.peak_bytes);
  review.set_own_bytes(OwnPeak() - own_before);
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
