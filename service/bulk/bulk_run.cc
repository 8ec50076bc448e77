#include "service/bulk/bulk_run.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "extract/read_error.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// A file changed so lately may change again without a new stamp.
constexpr int64_t kUnsettledNanos = 2'000'000'000;

FileStamp StampOf(int fd) {
  struct stat info;
  if (fstat(fd, &info) != 0) return {};
  return {int64_t{info.st_size},
          int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + int64_t{info.st_mtim.tv_nsec}};
}

bool IsSettled(const FileStamp& stamp) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() - stamp.change_nanos >
         kUnsettledNanos;
}

}  // namespace

RunIdentity IdentityOf(const Pipeline& pipeline, const PipelineOptions& review) {
  RunIdentity identity;
  identity.engine_version = FILING_REVIEW_VERSION;
  identity.rule_pack_version = pipeline.rule_pack().version;
  identity.rule_pack_digest = pipeline.rule_pack().digest;
  if (review.read.ocr == extract::OcrMode::kAuto) identity.ocr = "auto";
  if (review.read.ocr == extract::OcrMode::kForce) identity.ocr = "force";
  identity.as_if_regime = review.classify.as_if_regime;
  return identity;
}

BulkRun::BulkRun(const Pipeline& pipeline, const BulkOptions& options, OutputFolder folder)
    : pipeline_(pipeline),
      options_(options),
      folder_(std::move(folder)),
      journal_(folder_.journal()),
      workers_(options.workers > 0
                   ? options.workers
                   : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()))),
      identity_(IdentityOf(pipeline, options.review)),
      set_(options_.out_dir, journal_) {}

absl::StatusOr<std::unique_ptr<BulkRun>> BulkRun::Open(const Pipeline& pipeline,
                                                       const BulkOptions& options) {
  absl::StatusOr<OutputFolder> folder =
      OutputFolder::Hold(options.out_dir, RunDigest(IdentityOf(pipeline, options.review)),
                         options.limits.journal_spare_bytes);
  if (!folder.ok()) return folder.status();
  return std::unique_ptr<BulkRun>(new BulkRun(pipeline, options, *std::move(folder)));
}

absl::StatusOr<BulkEnd> BulkRun::Run(std::vector<Source> sources) {
  sources_ = std::move(sources);
  progressed_.resize(sources_.size());
  progress_.Start(static_cast<int64_t>(sources_.size()));
  std::vector<std::thread> threads;
  const size_t count =
      std::min(static_cast<size_t>(workers_), std::max<size_t>(sources_.size(), 1));
  for (size_t i = 0; i < count; ++i) threads.emplace_back([this] { Work(); });
  for (std::thread& thread : threads) thread.join();
  if (!error_.ok()) return error_;
  if (!stop_) {
    if (const absl::Status finished = Finish(end_); !finished.ok()) return finished;
  } else if (const absl::Status synced = journal_.Sync(); !synced.ok()) {
    return synced;
  }
  return std::move(end_);
}

void BulkRun::Work() {
  while (!stop_) {
    const size_t index = next_.fetch_add(1);
    if (index >= sources_.size()) return;
    absl::Status status = Handle(index);
    if (status.ok() && !stop_) status = WriteReadyParts();
    if (!status.ok()) return GiveUp(status);
  }
}

void BulkRun::GiveUp(const absl::Status& status) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (error_.ok() && status.code() != absl::StatusCode::kCancelled) error_ = status;
  stop_ = true;
}

bool BulkRun::IsToBeTriedAgain(bulk::v1::ReviewState state) const {
  return (state == bulk::v1::REVIEW_STATE_FAILED && options_.retry_failed) ||
         (state == bulk::v1::REVIEW_STATE_PARTIAL && options_.retry_partial);
}

void BulkRun::NoteFailure(const Source& source, const std::string& reason,
                          const std::string& message) {
  if (!options_.fail_fast) return;
  const std::lock_guard<std::mutex> lock(mutex_);
  if (stop_.exchange(true)) return;
  end_.failed_id = source.id;
  end_.failed_reason = reason;
  end_.failed_message = message;
}

absl::StatusOr<BulkRun::OpenSource> BulkRun::OpenDocuments(const Source& source,
                                                           absl::Status& journal) {
  OpenSource open;
  const auto add = [&](const std::string& path) {
    absl::StatusOr<cli::OpenFile> file = cli::OpenFiling(path);
    if (!file.ok()) return file.status();
    const FileStamp stamp = StampOf(file->fd());
    std::string sha256 = journal_.DigestOf(path, stamp);
    if (sha256.empty()) {
      absl::StatusOr<std::string> digest = Sha256OfFile(file->fd());
      if (!digest.ok()) return digest.status();
      sha256 = *std::move(digest);
      if (IsSettled(stamp)) journal.Update(journal_.KeepDigest(path, stamp, sha256));
    }
    open.files.push_back(*std::move(file));
    open.sha256.push_back(std::move(sha256));
    return absl::OkStatus();
  };
  if (const absl::Status opened = add(source.path); !opened.ok()) return opened;
  for (const SourceDocument& document : source.documents) {
    const absl::Status opened = add(document.path);
    if (opened.ok()) continue;
    std::string reason = extract::ReasonOf(opened);
    if (reason.empty()) reason = extract::kReasonNotAFile;
    return ServiceError(opened.code(), reason.c_str(),
                        document.path + ": " + std::string(opened.message()));
  }
  return open;
}

absl::Status BulkRun::Handle(size_t index) {
  const Source& source = sources_[index];
  Progressed now;
  now.resolved = true;
  absl::Status kept;
  const absl::StatusOr<OpenSource> open = OpenDocuments(source, kept);
  if (!kept.ok()) return kept;
  if (!open.ok()) {
    std::string reason = extract::ReasonOf(open.status());
    if (reason.empty()) reason = extract::kReasonNotAFile;
    const std::string message(open.status().message());
    progress_.Reviewed(bulk::v1::REVIEW_STATE_FAILED, reason, 0);
    NoteFailure(source, reason, message);
    now.failure = std::make_unique<NotOpened>(NotOpened{reason, message});
    const std::lock_guard<std::mutex> lock(mutex_);
    progressed_[index] = std::move(now);
    return absl::OkStatus();
  }
  const std::string key = ReviewKey(open->sha256, source, identity_);
  now.sha256 = Digest(DigestBytes(open->sha256.front()));
  now.key = Digest(key);
  const std::optional<KnownReview> known = journal_.Find(key);
  const bool is_known = known.has_value() && !IsToBeTriedAgain(known->state);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    progressed_[index] = std::move(now);
    const auto [place, fresh] = keys_.try_emplace(Digest(key));
    if (!fresh) {
      progress_.Duplicate();
      return absl::OkStatus();
    }
    place->second.done = is_known;
  }
  if (is_known) {
    progress_.Known(known->state, known->reason);
    return absl::OkStatus();
  }
  absl::StatusOr<bulk::v1::Review> review = Review(source, *open, key);
  if (!review.ok()) return review.status();
  if (kept = journal_.Keep(*review); !kept.ok()) return kept;
  progress_.Reviewed(review->state(), review->reason(), review->page_count());
  if (review->state() == bulk::v1::REVIEW_STATE_FAILED) {
    NoteFailure(source, review->reason(), review->message());
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  keys_[Digest(key)].done = true;
  return absl::OkStatus();
}

}  // namespace filing_review::service
