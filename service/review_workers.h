// Threads that take the jobs of one stage from the queue, review the filings and store the briefs.
//
// Stage kText reviews the text of the PDF. Where pages are left that recognition may help, the job
// goes on to stage kOcr, whose workers review the filing once more with recognised pages, one page
// at a time.
//
// A job is given back to the queue when the review broke off for a reason that another try may
// cure (a lost worker process, a page out of time, the server going down); after
// `attempts` tries what there is becomes final. A filing that cannot be read FAILS at once;
// a recognition that cannot be done leaves the brief as it is. Each claim is renewed while its
// review runs, so that a claim of a dead server becomes void.
//
// Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "service/desk/recognized_text.h"
#include "service/limits.h"
#include "service/pipeline.h"
#include "service/progress_board.h"
#include "service/store/blob_store.h"
#include "service/store/filing_store.h"
#include "service/submitted_passwords.h"

namespace filing_review::service {

struct WorkersOptions {
  JobStage stage = JobStage::kText;
  int threads = 1;
  int32_t attempts = 5;                              // tries of a job
  v1::OcrMode default_ocr_mode = v1::OCR_MODE_AUTO;  // where the submitter chose none
  std::function<void()> job_ended;                   // called after each job; may be null
};

class ReviewWorkers {
 public:
  // All references outlive this.
  ReviewWorkers(const Pipeline& pipeline, JobQueue& queue, BlobStore& blobs, ProgressBoard& board,
                SubmittedPasswords& passwords, const ServerLimits& limits, WorkersOptions options);
  ~ReviewWorkers();

  // A job may have arrived.
  void Wake();

  // Stops the review of a filing whose job is gone; its worker processes end soon.
  void StopFiling(const std::string& filing_id);

  // Takes no more jobs, lets running reviews finish for so many seconds, gives the rest back to
  // the queue. Returns when all threads have ended. Safe to call again.
  void Drain(int seconds);

 private:
  struct Review {
    Job job;
    std::optional<std::chrono::steady_clock::time_point> deadline;  // of its submitter
    std::atomic<bool> stop{false};
    RecognizedTexts recognized;  // stage kOcr
  };
  void Loop();
  void RenewClaims();
  // Ends what waits, in either stage, longer than its submitter wants.
  void FailOverdue();
  void MeasureQueue();
  void Run(const std::shared_ptr<Review>& review);
  absl::StatusOr<v1::ReviewBrief> ReviewBytes(Review& review);
  v1::OcrMode OcrModeOf(const Job& job) const;
  // True where stage kOcr may make more of the brief.
  bool OcrFollows(const Job& job, const absl::StatusOr<v1::ReviewBrief>& brief) const;
  // Waits unless the workers end meanwhile.
  void Pause(int milliseconds);

  const Pipeline& pipeline_;
  JobQueue& queue_;
  BlobStore& blobs_;
  ProgressBoard& board_;
  SubmittedPasswords& passwords_;
  const ServerLimits limits_;
  const WorkersOptions options_;

  std::mutex mutex_;
  std::condition_variable changed_;
  bool draining_ = false;                 // take no more jobs
  std::atomic<bool> giving_back_{false};  // running reviews go back to the queue
  bool ended_ = false;                    // no review runs: RenewClaims may end
  int64_t arrivals_ = 0;                  // counts Wake
  std::map<std::string, std::shared_ptr<Review>> running_;
  std::vector<std::thread> threads_;
  std::thread renewer_;
};

}  // namespace filing_review::service
