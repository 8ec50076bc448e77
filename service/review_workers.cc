#include "service/review_workers.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "extract/ocr.h"
#include "extract/read_error.h"
#include "service/event_log.h"
#include "service/metrics.h"
#include "service/review_outcome.h"
#include "service/review_record.h"

namespace filing_review::service {

ReviewWorkers::ReviewWorkers(const Pipeline& pipeline, JobQueue& queue, BlobStore& blobs,
                             ProgressBoard& board, SubmittedPasswords& passwords,
                             const ServerLimits& limits, WorkersOptions options)
    : pipeline_(pipeline),
      queue_(queue),
      blobs_(blobs),
      board_(board),
      passwords_(passwords),
      limits_(limits),
      options_(std::move(options)) {
  for (int i = 0; i < options_.threads; ++i) threads_.emplace_back([this] { Loop(); });
  renewer_ = std::thread([this] { RenewClaims(); });
}

ReviewWorkers::~ReviewWorkers() { Drain(0); }

void ReviewWorkers::Wake() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++arrivals_;
  }
  changed_.notify_all();
}

void ReviewWorkers::StopFiling(const std::string& filing_id) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto review = running_.find(filing_id);
  if (review != running_.end()) review->second->stop = true;
}

void ReviewWorkers::Drain(int seconds) {
  {
    std::unique_lock<std::mutex> lock(mutex_);
    draining_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::seconds(seconds), [this] { return running_.empty(); });
    giving_back_ = true;
    for (const auto& [id, review] : running_) review->stop = true;
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  if (renewer_.joinable()) renewer_.join();
}

void ReviewWorkers::Pause(int milliseconds) {
  std::unique_lock<std::mutex> lock(mutex_);
  changed_.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return draining_; });
}

void ReviewWorkers::Loop() {
  for (;;) {
    int64_t arrivals = 0;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      if (draining_) return;
      arrivals = arrivals_;
    }
    std::vector<std::string> exhausted;
    absl::StatusOr<std::optional<Job>> job =
        queue_.Claim(options_.stage,
                     {limits_.lease_seconds, options_.attempts, limits_.server_deaths}, exhausted);
    for (const std::string& id : exhausted) {
      passwords_.Forget(id);
      board_.StateChanged(id);
    }
    if (!job.ok()) {
      LogEvent("claim failed: " + std::string(job.status().message()), "error");
      Pause(1000);
      continue;
    }
    if (!job->has_value()) {
      // The time-out is for claims that become void without anybody saying so.
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait_for(lock, std::chrono::seconds(2),
                        [&] { return draining_ || arrivals_ != arrivals; });
      continue;
    }
    const auto review = std::make_shared<Review>();
    review->job = **std::move(job);
    if (review->job.micros_left.has_value()) {
      // Beyond the clock's own range there is no deadline to keep.
      constexpr int64_t kYears = int64_t{100} * 366 * 86'400 * 1'000'000;
      const std::chrono::microseconds left(std::min(*review->job.micros_left, kYears));
      review->deadline = std::chrono::steady_clock::now() + left;
    }
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      running_[review->job.filing_id] = review;
      if (giving_back_) review->stop = true;
    }
    Run(review);
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      running_.erase(review->job.filing_id);
    }
    changed_.notify_all();
    if (options_.job_ended) options_.job_ended();
  }
}

void ReviewWorkers::Run(const std::shared_ptr<Review>& review) {
  const Job& job = review->job;
  board_.SetProgress(job.filing_id, {});
  board_.StateChanged(job.filing_id);
  const Labels stage = {job.stage == JobStage::kOcr ? "ocr" : "text"};
  Count(Metric::kFilingsRunning, stage);
  const auto start = std::chrono::steady_clock::now();
  const absl::StatusOr<v1::ReviewBrief> brief = ReviewBytes(*review);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  Count(Metric::kFilingsRunning, stage, -1);
  RecordReview(job, stage[0], brief, took.count());
  absl::Status stored;
  if (!brief.ok() && brief.status().code() == absl::StatusCode::kCancelled) {
    // Cancelled or deleted by its owner (the claim is void then), or the server goes down.
    stored = queue_.Release(job, /*count_attempt=*/false);
  } else if ((brief.ok() ? !TransientReason(*brief).empty() : MayPass(brief.status())) &&
             job.attempt < options_.attempts) {
    Count(Metric::kReviewRetries, stage);
    LogEvent("filings/" + job.filing_id + ": attempt " + std::to_string(job.attempt) +
                 " broke off, another follows",
             "warning");
    Pause(200 * job.attempt);
    stored =
        queue_.Release(job, /*count_attempt=*/true,
                       brief.ok() ? TransientReason(*brief) : extract::ReasonOf(brief.status()));
  } else {
    JobResult result = ResultOf(brief);
    result.ocr_follows = OcrFollows(job, brief);
    if (brief.ok()) result.recognized = review->recognized.Take();
    stored = queue_.Complete(job, result, limits_.ocr_queue_length);
    if (stored.ok() && !result.ocr_follows) passwords_.Forget(job.filing_id);
  }
  if (!stored.ok() && stored.code() != absl::StatusCode::kAborted) {
    // The claim runs out and the filing is reviewed again.
    LogEvent("filings/" + job.filing_id + ": " + std::string(stored.message()), "error");
  }
  board_.Forget(job.filing_id);
  board_.StateChanged(job.filing_id);
}

v1::OcrMode ReviewWorkers::OcrModeOf(const Job& job) const {
  return job.ocr_mode == v1::OCR_MODE_UNSPECIFIED ? options_.default_ocr_mode : job.ocr_mode;
}

bool ReviewWorkers::OcrFollows(const Job& job, const absl::StatusOr<v1::ReviewBrief>& brief) const {
  const v1::OcrMode mode = OcrModeOf(job);
  if (job.stage != JobStage::kText || !brief.ok() || mode == v1::OCR_MODE_OFF) return false;
  const auto& pages = brief->coverage().pages_unread();
  return mode == v1::OCR_MODE_FORCE ||
         std::any_of(pages.begin(), pages.end(),
                     [](const auto& page) { return extract::OcrMayHelp(page.reason()); });
}

absl::StatusOr<v1::ReviewBrief> ReviewWorkers::ReviewBytes(Review& review) {
  const Job& job = review.job;
  std::vector<FilingPart> parts;
  const auto close_all = [&] {
    for (const FilingPart& part : parts) close(part.fd);
  };
  const auto open_part = [&](const std::string& sha256, v1::DocumentRole role) {
    const absl::StatusOr<int> fd = blobs_.Open(sha256);
    if (fd.ok()) parts.push_back({*fd, role});
    return fd.status();
  };
  absl::Status opened = open_part(job.sha256, v1::DOCUMENT_ROLE_MAIN);
  for (const v1::SubmittedDocument& document : job.documents) {
    if (opened.ok()) opened = open_part(document.sha256(), document.role());
  }
  if (!opened.ok()) {
    close_all();
    return opened;
  }
  PipelineOptions options;
  options.read.password = passwords_.Of(job.filing_id);
  const bool forgotten = job.password_given && options.read.password.empty();
  if (job.stage == JobStage::kOcr && forgotten) {
    close_all();
    return PasswordForgotten();  // without it the new brief would hold less than the first one
  }
  options.read.cancelled = &review.stop;
  options.read.deadline = review.deadline;
  options.read.worker_lost = [](const char* reason) { Count(Metric::kWorkerDeaths, {reason}); };
  options.read.progress = [&](int32_t done, int32_t total) {
    board_.SetProgress(job.filing_id, {done, total});
  };
  if (job.stage == JobStage::kOcr) {
    options.read.ocr =
        OcrModeOf(job) == v1::OCR_MODE_FORCE ? extract::OcrMode::kForce : extract::OcrMode::kAuto;
    options.documents = &review.recognized;
    options.read.workers = 1;  // reviews of new filings need the other cores
  }
  options.classify.venue = job.venue;
  options.classify.filing_date = job.filing_date;
  absl::StatusOr<v1::ReviewBrief> brief = pipeline_.ReviewFiling(parts, options);
  close_all();
  if (forgotten && extract::ReasonOf(brief.status()) == extract::kReasonEncrypted) {
    brief = PasswordForgotten();
  }
  Wipe(options.read.password);
  return brief;
}

void ReviewWorkers::FailOverdue() {
  const absl::StatusOr<std::vector<std::string>> overdue = queue_.FailOverdue();
  if (!overdue.ok()) {
    LogEvent("deadlines were not looked at: " + std::string(overdue.status().message()), "error");
    return;
  }
  for (const std::string& id : *overdue) {
    passwords_.Forget(id);
    board_.StateChanged(id);
  }
}

void ReviewWorkers::MeasureQueue() {
  const absl::StatusOr<QueueSize> size = queue_.Size();
  if (!size.ok()) return;  // what works says so
  Set(Metric::kFilingsWaiting, {"text"}, static_cast<double>(size->text_waiting));
  Set(Metric::kFilingsWaiting, {"ocr"}, static_cast<double>(size->ocr_waiting));
  Set(Metric::kQueueBytes, {}, static_cast<double>(size->bytes));
  Set(Metric::kQueuePages, {}, static_cast<double>(size->pages));
}

void ReviewWorkers::RenewClaims() {
  for (;;) {
    std::vector<std::shared_ptr<Review>> running;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      changed_.wait_for(lock, std::chrono::seconds(std::max(1, limits_.lease_seconds / 20)),
                        [this] { return ended_; });
      if (ended_) return;
      for (const auto& [id, review] : running_) running.push_back(review);
    }
    if (options_.stage == JobStage::kText) {
      FailOverdue();
      MeasureQueue();
    }
    for (const auto& review : running) {
      const PageProgress progress = board_.Progress(review->job.filing_id).value_or(PageProgress{});
      const absl::Status renewed = queue_.Renew(review->job, limits_.lease_seconds,
                                                progress.pages_done, progress.page_count);
      if (renewed.code() == absl::StatusCode::kAborted) review->stop = true;
    }
  }
}

}  // namespace filing_review::service
