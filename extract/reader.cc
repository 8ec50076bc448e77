#include "extract/reader.h"

#include <poll.h>
#include <sys/stat.h>
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

#include "extract/document_info.h"
#include "extract/landlock.h"
#include "extract/ocr.h"
#include "extract/open_errors.h"
#include "extract/page_ledger.h"
#include "extract/page_ranges.h"
#include "extract/read_error.h"
#include "extract/read_stop.h"
#include "extract/running_lines.h"
#include "extract/worker_exit.h"
#include "extract/worker_process.h"
#include "filing_review/worker/v1/read_worker.pb.h"

namespace filing_review::extract {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int32_t kShortFiling = 40;  // pages; up to here one worker is fastest
// From so many bytes on the second worker is started at once: a filing of this size is no short
// one.
constexpr off_t kLargeFile = 1 << 20;
// Pages that a worker does not read within kGather.
constexpr int32_t kManyPages = 16;
constexpr std::chrono::milliseconds kGather{2};

// Landlock is the better of two ways to keep a worker from other files, so its absence is said.
void SayOnceWhetherLandlockIsMissing() {
  [[maybe_unused]] static const bool said = [] {
    if (LandlockVersion() > 0) return false;
    fputs("filing-review: no Landlock in this kernel; workers are kept from files by chroot\n",
          stderr);
    return true;
  }();
}

off_t FileSize(int fd) {
  struct stat status;
  return fstat(fd, &status) == 0 ? status.st_size : 0;
}

// One call of ReadPdf.
class Reading {
 public:
  Reading(int fd, const ReadOptions& options)
      : fd_(fd),
        options_(options),
        worker_path_(options.worker_path.empty() ? WorkerProgram("filing-review-read-worker")
                                                 : options.worker_path),
        deadline_(Clock::now() + std::chrono::seconds(options.limits.document_seconds)),
        pages_(&document_, options.limits.document_chars, options.progress) {}

  absl::StatusOr<Document> Run() {
    absl::Status status = CheckFile(fd_, options_.limits);
    SayOnceWhetherLandlockIsMissing();
    if (status.ok()) status = StartWorker();
    if (status.ok() && MostWorkers() > 1 && FileSize(fd_) >= kLargeFile) status = StartWorker();
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
    PageRange range;          // what is left of what it was asked for
    bool busy = false;        // has a request to answer
    bool describing = false;  // the request is to open the document and describe it
    bool opening = false;     // the request is only to open it, until there are pages to ask for
    Clock::time_point deadline;
  };

  bool Finished() const { return ranges_ != nullptr && described_ && pages_.complete(); }

  // A wake-up for each page costs more than taking it. Where no worker is about to run out of pages
  // they may gather in the sockets for a moment.
  bool ManyPagesComing() const {
    return ranges_ != nullptr &&
           std::all_of(workers_.begin(), workers_.end(), [](const Worker& worker) {
             return worker.busy && !worker.describing && !worker.opening &&
                    worker.range.last - worker.range.first >= kManyPages;
           });
  }

  // As far as that can be said before the number of pages is known.
  int MostWorkers() const {
    if (options_.workers > 0) return options_.workers;
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  }

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
    worker.process->ReportTo(options_.usage);
    workers_.push_back(std::move(worker));
    Ask(&workers_.back());
    return absl::OkStatus();
  }

  // Gives a worker its next range; without one, it rests.
  void Ask(Worker* worker) {
    worker::v1::ReadRequest request;
    request.set_password(options_.password);
    worker->busy = false;
    worker->describing = ranges_ == nullptr && workers_.size() == 1;
    worker->opening = ranges_ == nullptr && !worker->describing;
    request.set_describe(worker->describing);
    if (ranges_ != nullptr) {
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
    if (const absl::Status stop = CheckWanted(options_); !stop.ok()) return stop;
    Clock::time_point next = deadline_;
    std::vector<pollfd> polls;
    for (const Worker& worker : workers_) {
      polls.push_back({worker.process->fd(), POLLIN, 0});
      if (worker.busy) next = std::min(next, worker.deadline);
    }
    const int64_t wait =
        std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now()).count() + 1;
    if (ManyPagesComing()) std::this_thread::sleep_for(kGather);
    poll(polls.data(), polls.size(), BoundedWait(options_, wait));

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
      if (!described_) SayLost(kReasonPageTime);
      if (!described_) return LostWhileOpening(kReasonPageTime);
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
          *sound = worker->describing && ranges_ == nullptr &&
                   TakeDocumentInfo(reply_.info(), &document_);
          if (*sound) status = PreparePages();
          break;
        case worker::v1::ReadReply::kOutline:
          *sound = worker->describing && ranges_ != nullptr && !described_ &&
                   TakeOutline(reply_.outline(), &document_);
          described_ = *sound;
          break;
        case worker::v1::ReadReply::kPage:
          *sound = TakePage(reply_.page(), worker);
          break;
        case worker::v1::ReadReply::kDone:
          *sound = worker->describing ? described_
                                      : worker->opening || worker->range.first > worker->range.last;
          if (*sound) worker->busy = false;
          if (*sound && ranges_ != nullptr) Ask(worker);
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

  absl::Status PreparePages() {
    const int32_t count = document_.page_count;
    if (count < 1) return OpenError(kReasonNoPages, false);
    if (count > options_.limits.pages) return TooManyPages(count, options_.limits);
    deadline_ += std::chrono::milliseconds(options_.limits.document_page_ms) * count;
    pages_.Start(count);
    const int workers = options_.workers <= 0 && count <= kShortFiling ? 1 : MostWorkers();
    most_workers_ = static_cast<size_t>(workers);
    ranges_ = std::make_unique<PageRanges>(count, workers);
    return absl::OkStatus();
  }

  bool TakePage(const worker::v1::PackedPage& packed, Worker* worker) {
    PageRange& range = worker->range;
    if (!worker->busy || worker->describing || worker->opening || packed.number() != range.first ||
        range.first > range.last || !pages_.Take(packed)) {
      return false;
    }
    ++range.first;
    Rearm(worker);
    return true;
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
    if (worker.busy) SayLost(reason);
    if (worker.describing && !described_) return LostWhileOpening(reason);
    if (!worker.busy || worker.describing || worker.opening) return absl::OkStatus();
    PageRange rest = worker.range;
    if (rest.first <= rest.last) {
      const int32_t at_fault = rest.first;
      ++rest.first;
      rest.alone = false;
      ranges_->GiveBack(rest);
      const bool slow = strcmp(reason, kReasonPageTime) == 0;
      // Memory fills up over many pages, and a crash may come of an earlier page: once more, alone.
      if (worker.range.alone || slow) {
        pages_.MarkUnread(at_fault, reason, slow || transient);
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

  void SayLost(const char* reason) const {
    if (options_.worker_lost) options_.worker_lost(reason);
  }

  void GiveUpOn(const char* reason) {
    if (ranges_ == nullptr || pages_.complete()) return;
    for (const Worker& worker : workers_) {
      if (worker.busy) SayLost(reason);
    }
    workers_.clear();
    described_ = true;
    pages_.GiveUp(reason);
  }

  const int fd_;
  const ReadOptions& options_;
  const std::string worker_path_;
  Clock::time_point deadline_;
  Document document_;
  PageLedger pages_;
  std::unique_ptr<PageRanges> ranges_;  // null until the document is open
  bool described_ = false;              // the outline is there, too
  size_t most_workers_ = 1;
  int32_t restarts_ = 0, slow_pages_ = 0;
  std::vector<Worker> workers_;
  worker::v1::ReadReply reply_;
};

}  // namespace

absl::StatusOr<Document> ReadPdf(int fd, const ReadOptions& options) {
  return Reading(fd, options).Run();
}

}  // namespace filing_review::extract
