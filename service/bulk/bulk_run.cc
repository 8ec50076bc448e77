#include "service/bulk/bulk_run.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "extract/read_error.h"
#include "service/brief_bytes.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/zstd_bytes.h"
#include "service/cli/input_file.h"
#include "service/review_outcome.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

// Of the briefs in the journal, which are read back once: speed counts.
constexpr int kJournalLevel = 3;
// Of the output, which is kept and sent.
constexpr int kPartLevel = 9;
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

// All that becomes output of a review.
std::string OutcomeDigest(const bulk::v1::Review& review, const std::string& brief) {
  std::string text = std::to_string(review.state());
  for (const std::string* part : {&review.reason(), &review.message(), &brief}) {
    text += ":" + std::to_string(part->size()) + ":" + *part;
  }
  return DigestBytes(Sha256Of(text));
}

}  // namespace

BulkRun::BulkRun(const Pipeline& pipeline, const BulkOptions& options, int lock)
    : pipeline_(pipeline),
      options_(options),
      lock_(lock),
      workers_(options.workers > 0
                   ? options.workers
                   : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()))) {
  identity_.engine_version = FILING_REVIEW_VERSION;
  identity_.rule_pack_version = pipeline.rule_pack().version;
  identity_.rule_pack_digest = pipeline.rule_pack().digest;
  if (options.review.read.ocr == extract::OcrMode::kAuto) identity_.ocr = "auto";
  if (options.review.read.ocr == extract::OcrMode::kForce) identity_.ocr = "force";
  identity_.as_if_regime = options.review.classify.as_if_regime;
}

BulkRun::~BulkRun() { close(lock_); }

absl::StatusOr<std::unique_ptr<BulkRun>> BulkRun::Open(const Pipeline& pipeline,
                                                       const BulkOptions& options) {
  const fs::path dir(options.out_dir);
  std::error_code error;
  fs::create_directories(dir / "run", error);
  const std::string lock_path = (dir / "run" / "lock").string();
  const int lock =
      error ? -1 : open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
  if (lock < 0) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        options.out_dir + " cannot be written; give --out a folder of your own");
  }
  std::unique_ptr<BulkRun> run(new BulkRun(pipeline, options, lock));
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    return ServiceError(
        absl::StatusCode::kFailedPrecondition, kReasonOutputInUse,
        "another run works on " + options.out_dir + "; wait for it, or give --out another folder");
  }
  // What a kill left half written.
  for (fs::directory_iterator it(dir, error), end; !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".part") fs::remove(it->path(), error);
  }
  absl::StatusOr<std::unique_ptr<RunJournal>> journal =
      RunJournal::Open((dir / "run" / "journal").string());
  if (!journal.ok()) return journal.status();
  run->journal_ = *std::move(journal);
  return run;
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
  } else if (const absl::Status synced = journal_->Sync(); !synced.ok()) {
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

absl::Status BulkRun::Handle(size_t index) {
  const Source& source = sources_[index];
  Progressed now;
  now.resolved = true;
  absl::StatusOr<cli::OpenFile> file = cli::OpenFiling(source.path);
  std::string sha256;
  absl::Status opened = file.status();
  if (file.ok()) {
    const FileStamp stamp = StampOf(file->fd());
    sha256 = journal_->DigestOf(source.path, stamp);
    if (sha256.empty()) {
      absl::StatusOr<std::string> digest = Sha256OfFile(file->fd());
      opened = digest.status();
      if (digest.ok()) sha256 = *std::move(digest);
      if (digest.ok() && IsSettled(stamp)) {
        const absl::Status kept = journal_->KeepDigest(source.path, stamp, sha256);
        if (!kept.ok()) return kept;
      }
    }
  }
  if (!opened.ok()) {
    now.reason = extract::ReasonOf(opened);
    if (now.reason.empty()) now.reason = extract::kReasonNotAFile;
    now.message = std::string(opened.message());
    progress_.Reviewed(bulk::v1::REVIEW_STATE_FAILED, now.reason, 0);
    NoteFailure(source, now.reason, now.message);
    const std::lock_guard<std::mutex> lock(mutex_);
    progressed_[index] = std::move(now);
    return absl::OkStatus();
  }
  now.sha256 = DigestBytes(sha256);
  now.key = ReviewKey(sha256, source, identity_);
  const std::string key = now.key;
  const std::optional<KnownReview> known = journal_->Find(key);
  bool is_known = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    progressed_[index] = std::move(now);
    is_known = known.has_value() && !IsToBeTriedAgain(known->state);
    if (!keys_.emplace(key, is_known ? KeyState::kDone : KeyState::kRunning).second) {
      progress_.Duplicate();
      return absl::OkStatus();
    }
  }
  if (is_known) {
    progress_.Known(known->state, known->reason);
    return absl::OkStatus();
  }
  absl::StatusOr<bulk::v1::Review> review = Review(source, file->fd(), sha256, key);
  if (!review.ok()) return review.status();
  if (const absl::Status kept = journal_->Keep(*review); !kept.ok()) return kept;
  progress_.Reviewed(review->state(), review->reason(), review->page_count());
  if (review->state() == bulk::v1::REVIEW_STATE_FAILED) {
    NoteFailure(source, review->reason(), review->message());
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  keys_[key] = KeyState::kDone;
  return absl::OkStatus();
}

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

absl::Status BulkRun::WriteReadyParts() {
  const std::unique_lock<std::mutex> lock(part_mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return absl::OkStatus();  // another worker is at it
  while (PartIsReady(next_part_)) {
    if (const absl::Status written = WritePart(next_part_); !written.ok()) return written;
    ++next_part_;
  }
  return absl::OkStatus();
}

bool BulkRun::PartIsReady(size_t number) {
  const size_t size = static_cast<size_t>(options_.limits.part_filings);
  const size_t begin = number * size, end = std::min(begin + size, sources_.size());
  const std::lock_guard<std::mutex> lock(mutex_);
  for (size_t i = begin; i < end; ++i) {
    const Progressed& one = progressed_[i];
    if (!one.resolved || (!one.key.empty() && keys_[one.key] != KeyState::kDone)) return false;
  }
  return begin < end;
}

absl::Status BulkRun::RemoveManifest() {
  if (std::exchange(manifest_removed_, true)) return absl::OkStatus();
  return RemoveDurably(InFolder(kManifestName));
}

OutputLine BulkRun::LineOf(size_t index) {
  Progressed one;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    one = progressed_[index];
  }
  OutputLine line;
  line.id = sources_[index].id;
  line.sha256 = absl::BytesToHexString(one.sha256);
  line.state = bulk::v1::REVIEW_STATE_FAILED;
  line.reason = one.reason;
  line.message = one.message;
  if (!one.key.empty()) {
    line.known = journal_->Find(one.key).value_or(KnownReview());
    line.state = line.known.state;
    const size_t first = first_of_key_.emplace(one.key, index).first->second;
    if (first != index) line.duplicate_of = sources_[first].id;
  }
  return line;
}

absl::Status BulkRun::WritePart(size_t number) {
  const size_t size = static_cast<size_t>(options_.limits.part_filings);
  const size_t begin = number * size, end = std::min(begin + size, sources_.size());
  std::vector<OutputLine> lines;
  std::string outcomes;
  for (size_t i = begin; i < end; ++i) {
    OutputLine line = LineOf(i);
    ++(line.state == bulk::v1::REVIEW_STATE_COMPLETE  ? end_.manifest.complete
       : line.state == bulk::v1::REVIEW_STATE_PARTIAL ? end_.manifest.partial
                                                      : end_.manifest.failed);
    if (!line.duplicate_of.empty()) ++end_.manifest.duplicates;
    outcomes += OutcomeOf(line);
    lines.push_back(std::move(line));
  }
  const std::string path = InFolder(PartName(static_cast<int32_t>(number)));
  const std::string plan = DigestBytes(Sha256Of(outcomes));
  std::optional<bulk::v1::WrittenPart> part = journal_->Part(static_cast<int32_t>(number));
  struct stat info;
  const bool there = part.has_value() && part->plan_digest() == plan &&
                     stat(path.c_str(), &info) == 0 && info.st_size == part->size_bytes();
  if (!there) {
    if (const absl::Status removed = RemoveManifest(); !removed.ok()) return removed;
    std::string text;
    for (const OutputLine& line : lines) {
      absl::StatusOr<std::string> json = LineAsJson(line, *journal_);
      if (!json.ok()) return json.status();
      text += *json;
    }
    const std::string bytes = CompressZstd(text, kPartLevel);
    part.emplace();
    part->set_number(static_cast<int32_t>(number));
    part->set_plan_digest(plan);
    part->set_size_bytes(static_cast<int64_t>(bytes.size()));
    part->set_sha256(Sha256Of(bytes));
    absl::Status status = WriteDurably(path, bytes);
    if (status.ok()) status = journal_->KeepPart(*part);
    if (status.ok()) status = journal_->Sync();
    if (!status.ok()) return status;
  }
  end_.manifest.files.push_back(
      {PartName(static_cast<int32_t>(number)), part->size_bytes(), part->sha256()});
  return absl::OkStatus();
}

absl::Status BulkRun::Finish(BulkEnd& end) {
  if (const absl::Status written = WriteReadyParts(); !written.ok()) return written;
  end.manifest.run = identity_;
  end.manifest.shard = options_.shard;
  end.manifest.filings = static_cast<int64_t>(sources_.size());
  // Of the same parts the same tables were made: what is there is whole.
  const absl::StatusOr<std::string> before = ReadWhole(InFolder(kManifestName));
  end.whole = before.ok() && absl::StartsWith(*before, ManifestHead(end.manifest));
  if (end.whole) return absl::OkStatus();
  absl::Status status = RemoveManifest();
  if (status.ok()) status = RemoveOldParts();
  if (status.ok()) status = WriteTables(end.manifest);
  if (status.ok()) status = WriteDurably(InFolder(kManifestName), ManifestAsJson(end.manifest));
  end.whole = status.ok();
  return status.code() == absl::StatusCode::kCancelled ? absl::OkStatus() : status;
}

absl::Status BulkRun::RemoveOldParts() {
  std::vector<std::string> old;
  std::error_code error;
  for (fs::directory_iterator it(options_.out_dir, error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool is_part = absl::StartsWith(name, "briefs-") && absl::EndsWith(name, ".jsonl.zst");
    if (is_part && name >= PartName(static_cast<int32_t>(next_part_))) old.push_back(name);
  }
  for (const std::string& name : old) {
    if (const absl::Status gone = RemoveDurably(InFolder(name)); !gone.ok()) return gone;
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
