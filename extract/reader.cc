#include "extract/reader.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "extract/landlock.h"
#include "extract/ocr.h"
#include "extract/open_errors.h"
#include "extract/page_codec.h"
#include "extract/page_ranges.h"
#include "extract/read_error.h"
#include "extract/running_lines.h"
#include "extract/worker_exit.h"
#include "extract/worker_process.h"
#include "filing_review/worker/v1/read_worker.pb.h"

namespace filing_review::extract {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int32_t kShortFiling = 40;  // pages; up to here one worker is fastest
constexpr int kCancelPollMilliseconds = 50;

// An honest worker keeps within these (read_worker_main.cc cuts titles); another one is taken for
// broken.
constexpr int kMostOutlineEntries = 20'000;
constexpr size_t kMostTitleBytes = 4096;

// Landlock is the better of two ways to keep a worker from other files, so its absence is said.
void SayOnceWhetherLandlockIsMissing() {
  [[maybe_unused]] static const bool said = [] {
    if (LandlockVersion() > 0) return false;
    fputs("filing-review: no Landlock in this kernel; workers are kept from files by chroot\n",
          stderr);
    return true;
  }();
}

// One call of ReadPdf.
class Reading {
 public:
  Reading(int fd, const ReadOptions& options)
      : fd_(fd),
        options_(options),
        worker_path_(options.worker_path.empty() ? WorkerProgram("filing-review-read-worker")
                                                 : options.worker_path),
        deadline_(Clock::now() + std::chrono::seconds(options.limits.document_seconds)) {}

  absl::StatusOr<Document> Run() {
    absl::Status status = CheckFile(fd_, options_.limits);
    SayOnceWhetherLandlockIsMissing();
    if (status.ok()) status = StartWorker();
    while (status.ok() && !Finished()) status = Step();
    workers_.clear();  // ends and waits for them
    if (!status.ok()) return status;
    GiveUpOn(kReasonDocumentTime);
    status = RecognizePages(fd_, options_, &document_);
    if (!status.ok()) return status;
    MarkRunningLines(&document_);
    return std::move(document_);
  }

 private:
  struct Worker {
    std::unique_ptr<WorkerProcess> process;
    PageRange range;       // what is left of what it was asked for
    bool busy = false;     // has a request to answer
    bool opening = false;  // the request is to describe the document
    Clock::time_point deadline;
  };

  bool Finished() const { return ranges_ != nullptr && pages_left_ == 0; }

  absl::Status StartWorker() {
    const Limits& limits = options_.limits;
    absl::StatusOr<std::unique_ptr<WorkerProcess>> process = WorkerProcess::Start(
        worker_path_,
        {std::to_string(WorkerProcess::kPdfFd), std::to_string(getpid()),
         std::to_string(limits.worker_bytes),
         std::to_string(limits.document_seconds +
                        int64_t{limits.document_page_ms} * limits.pages / 1000),
         std::to_string(limits.page_chars)},
        fd_);
    if (!process.ok()) return process.status();
    Worker worker;
    worker.process = *std::move(process);
    workers_.push_back(std::move(worker));
    Ask(&workers_.back());
    return absl::OkStatus();
  }

  // Gives a worker its next range; without one, it rests.
  void Ask(Worker* worker) {
    worker::v1::ReadRequest request;
    request.set_password(options_.password);
    worker->busy = false;
    worker->opening = ranges_ == nullptr;
    if (!worker->opening) {
      if (ranges_->empty()) return;
      worker->range = ranges_->Take();
      request.set_first_page(worker->range.first);
      request.set_last_page(worker->range.last);
    }
    worker->busy = true;
    Rearm(worker);
    std::string frame;
    AppendFrame(request.SerializeAsString(), &frame);
    worker->process->Send(frame);  // if it is gone, its output ends too
  }

  void Rearm(Worker* worker) {
    worker->deadline = Clock::now() + std::chrono::seconds(options_.limits.page_seconds);
  }

  // Waits for answers or for the next deadline, and acts on them.
  absl::Status Step() {
    if (options_.cancelled != nullptr && options_.cancelled->load()) {
      return absl::CancelledError("reading was cancelled");
    }
    Clock::time_point next = deadline_;
    std::vector<pollfd> polls;
    for (const Worker& worker : workers_) {
      polls.push_back({worker.process->fd(), POLLIN, 0});
      if (worker.busy) next = std::min(next, worker.deadline);
    }
    int64_t wait =
        std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now()).count() + 1;
    wait = std::clamp<int64_t>(wait, 0, 10'000);
    if (options_.cancelled != nullptr) wait = std::min<int64_t>(wait, kCancelPollMilliseconds);
    poll(polls.data(), polls.size(), static_cast<int>(wait));

    const Clock::time_point now = Clock::now();
    for (size_t i = polls.size(); i-- > 0;) {
      Worker& worker = workers_[i];
      absl::Status status;
      if (polls[i].revents != 0) {
        const bool alive = worker.process->Receive();
        bool sound = true;
        status = TakeReplies(&worker, &sound);
        if (status.ok() && (!alive || !sound)) {
          status = Lost(i, sound ? nullptr : kReasonWorkerCrash);
        } else if (status.ok() && worker.busy && now >= worker.deadline) {
          status = Lost(i, kReasonPageTime);  // it trickles
        }
      } else if (worker.busy && now >= worker.deadline) {
        status = Lost(i, kReasonPageTime);
      }
      if (!status.ok() || Finished()) return status;
    }
    if (now >= deadline_) {
      if (ranges_ == nullptr) {
        return LostWhileOpening(kReasonPageTime);
      }
      GiveUpOn(kReasonDocumentTime);
      return absl::OkStatus();
    }
    // Ranges given back may be waiting for a worker at rest, or for a fresh one.
    if (ranges_ != nullptr && !ranges_->empty()) {
      for (Worker& worker : workers_) {
        if (!worker.busy) Ask(&worker);
      }
      while (!ranges_->empty() && workers_.size() < most_workers_) {
        absl::Status status = StartWorker();
        if (!status.ok()) return status;
      }
    }
    return absl::OkStatus();
  }

  // `*sound` becomes false where the worker says what it was not asked for.
  absl::Status TakeReplies(Worker* worker, bool* sound) {
    std::string_view message;
    while (worker->process->frames().Next(&message)) {
      *sound =
          worker->busy && reply_.ParseFromArray(message.data(), static_cast<int>(message.size()));
      if (!*sound) return absl::OkStatus();
      absl::Status status;
      switch (reply_.reply_case()) {
        case worker::v1::ReadReply::kInfo:
          *sound = ranges_ == nullptr && IsSound(reply_.info());
          if (*sound) status = TakeInfo(reply_.info());
          break;
        case worker::v1::ReadReply::kPage:
          *sound = TakePage(reply_.page(), worker);
          break;
        case worker::v1::ReadReply::kDone:
          *sound = worker->opening ? ranges_ != nullptr : worker->range.first > worker->range.last;
          if (*sound) Ask(worker);
          break;
        case worker::v1::ReadReply::kFailure:
          // Once it was open it opens, unless the file changed or the worker lies.
          *sound = ranges_ == nullptr;
          if (*sound) return OpenError(reply_.failure(), !options_.password.empty());
          break;
        default:
          *sound = false;
      }
      if (!status.ok() || !*sound) return status;
    }
    *sound = !worker->process->frames().broken();
    return absl::OkStatus();
  }

  static bool IsSound(const worker::v1::DocumentInfo& info) {
    if (info.title().size() > kMostTitleBytes || info.outline_size() > kMostOutlineEntries) {
      return false;
    }
    for (const worker::v1::OutlineEntry& entry : info.outline()) {
      if (entry.title().size() > kMostTitleBytes) return false;
    }
    return true;
  }

  absl::Status TakeInfo(const worker::v1::DocumentInfo& info) {
    if (info.page_count() < 1) return OpenError(kReasonNoPages, false);
    if (info.page_count() > options_.limits.pages) {
      return TooManyPages(info.page_count(), options_.limits);
    }
    deadline_ += std::chrono::milliseconds(options_.limits.document_page_ms) * info.page_count();
    document_.page_count = info.page_count();
    document_.encrypted = info.encrypted();
    document_.copy_forbidden = info.copy_forbidden();
    document_.signatures_exist = info.signatures_exist();
    document_.title = info.title();
    for (const worker::v1::OutlineEntry& entry : info.outline()) {
      const bool within = entry.page() >= 0 && entry.page() <= info.page_count();
      document_.outline.push_back({entry.title(), entry.depth(), within ? entry.page() : 0});
    }
    document_.pages.resize(static_cast<size_t>(info.page_count()));
    read_.assign(document_.pages.size(), false);
    pages_left_ = info.page_count();
    int workers = options_.workers;
    if (workers <= 0) {
      const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
      workers = info.page_count() <= kShortFiling ? 1 : cores;
    }
    most_workers_ = static_cast<size_t>(workers);
    ranges_ = std::make_unique<PageRanges>(info.page_count(), workers);
    return absl::OkStatus();
  }

  bool TakePage(const worker::v1::PackedPage& packed, Worker* worker) {
    PageRange& range = worker->range;
    if (!worker->busy || worker->opening || packed.number() != range.first ||
        range.first > range.last) {
      return false;
    }
    Page& page = document_.pages[static_cast<size_t>(packed.number() - 1)];
    if (!UnpackPage(packed, &page)) {
      page = Page();
      return false;
    }
    ++range.first;
    Rearm(worker);
    chars_ += static_cast<int64_t>(page.char_start.size());
    if (chars_ > options_.limits.document_chars) {
      MarkUnread(packed.number(), kReasonDocumentChars, false);
    } else {
      Done(packed.number());
    }
    return true;
  }

  void Done(int32_t number) {
    read_[static_cast<size_t>(number - 1)] = true;
    --pages_left_;
    if (options_.progress) {
      options_.progress(document_.page_count - pages_left_, document_.page_count);
    }
  }

  void MarkUnread(int32_t number, const char* reason, bool transient) {
    Page& page = document_.pages[static_cast<size_t>(number - 1)];
    page = Page();
    page.number = number;
    page.unread_reason = reason;
    page.unread_transient = transient;
    Done(number);
  }

  // A worker is gone, or has to go. `reason` is null where its exit status is to say why.
  absl::Status Lost(size_t index, const char* reason) {
    Worker worker = std::move(workers_[index]);
    workers_.erase(workers_.begin() + static_cast<ptrdiff_t>(index));
    const int status = reason == nullptr ? worker.process->Wait() : worker.process->Kill();
    bool transient = false;
    if (reason == nullptr) {
      reason = kReasonWorkerCrash;
      if (WIFEXITED(status) && WEXITSTATUS(status) == kExitMemory) reason = kReasonMemory;
      if (WIFEXITED(status) && WEXITSTATUS(status) == kExitFileChanged) {
        reason = kReasonFileChanged;
      }
      if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) reason = kReasonPageTime;
      // Not this filing's doing: the system ran out of memory, or somebody ended it.
      transient = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
      if (WIFEXITED(status) && WEXITSTATUS(status) == kExitSetup) {
        return ReadError(kReasonWorkerStart,
                         "cannot be read: the worker could not lock itself down; this kernel may "
                         "lack seccomp");
      }
    }
    if (ranges_ == nullptr) return LostWhileOpening(reason);
    if (!worker.busy) return absl::OkStatus();
    PageRange rest = worker.range;
    if (rest.first <= rest.last) {
      const int32_t at_fault = rest.first;
      ++rest.first;
      rest.alone = false;
      ranges_->GiveBack(rest);
      const bool slow = strcmp(reason, kReasonPageTime) == 0;
      // Memory fills up over many pages, and a crash may come of an earlier page: once more, alone.
      if (worker.range.alone || slow) {
        MarkUnread(at_fault, reason, slow || transient);
        if (slow && ++slow_pages_ >= options_.limits.slow_pages) GiveUpOn(kReasonDocumentTime);
      } else {
        ranges_->GiveBack({at_fault, at_fault, true});
      }
    }
    if (strcmp(reason, kReasonFileChanged) == 0 || ++restarts_ > options_.limits.worker_restarts) {
      GiveUpOn(reason);
    }
    return absl::OkStatus();
  }

  // Marks all pages that are still missing.
  void GiveUpOn(const char* reason) {
    if (ranges_ == nullptr || pages_left_ == 0) return;
    workers_.clear();
    for (int32_t n = 1; n <= document_.page_count; ++n) {
      if (!read_[static_cast<size_t>(n - 1)]) MarkUnread(n, reason, true);
    }
  }

  const int fd_;
  const ReadOptions& options_;
  const std::string worker_path_;
  Clock::time_point deadline_;
  Document document_;
  std::vector<bool> read_;  // a page: read, or known to be unreadable
  int32_t pages_left_ = 0;
  std::unique_ptr<PageRanges> ranges_;  // null until the document is open
  size_t most_workers_ = 1;
  int32_t restarts_ = 0, slow_pages_ = 0;
  int64_t chars_ = 0;
  std::vector<Worker> workers_;
  worker::v1::ReadReply reply_;
};

}  // namespace

absl::StatusOr<Document> ReadPdf(int fd, const ReadOptions& options) {
  return Reading(fd, options).Run();
}

}  // namespace filing_review::extract
