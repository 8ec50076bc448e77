#include "extract/render_pool.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <utility>

#include "extract/page_codec.h"
#include "extract/read_error.h"
#include "extract/read_stop.h"
#include "extract/worker_exit.h"
#include "filing_review/worker/v1/render_worker.pb.h"

namespace filing_review::extract {

RenderPool::RenderPool(int fd, const ReadOptions& options)
    : fd_(fd),
      options_(options),
      worker_path_(options.render_worker_path.empty() ? WorkerProgram("filing-review-render-worker")
                                                      : options.render_worker_path) {}

void RenderPool::StopAfter(int64_t seconds) {
  bounded_ = true;
  deadline_ = Clock::now() + std::chrono::seconds(seconds);
}

absl::Status RenderPool::Read(const std::vector<int32_t>& pages, const std::string& languages,
                              int workers, const std::function<void(PageResult)>& take) {
  waiting_.assign(pages.rbegin(), pages.rend());
  again_.clear();
  restarts_ = 0;
  cpu_seconds_ =
      int64_t{options_.limits.ocr_page_seconds} * static_cast<int64_t>(pages.size()) + 10;
  absl::Status status;
  while (status.ok() && !(waiting_.empty() && again_.empty() && workers_.empty())) {
    while (status.ok() && workers_.size() < static_cast<size_t>(workers) &&
           !(waiting_.empty() && again_.empty())) {
      std::vector<int32_t>& from = again_.empty() ? waiting_ : again_;
      const int32_t page = from.back();
      from.pop_back();
      status = Start(page, languages);
    }
    if (status.ok()) status = Step(languages, take);
  }
  workers_.clear();  // ends and waits for them
  return status;
}

absl::Status RenderPool::Start(int32_t page, const std::string& languages) {
  const Limits& limits = options_.limits;
  absl::StatusOr<std::unique_ptr<WorkerProcess>> process = WorkerProcess::Start(
      worker_path_,
      {std::to_string(WorkerProcess::kPdfFd), std::to_string(getpid()),
       std::to_string(limits.ocr_worker_bytes), std::to_string(cpu_seconds_),
       std::to_string(limits.ocr_pixels), std::to_string(limits.page_chars), languages},
      fd_);
  if (!process.ok()) return process.status();
  Worker worker;
  worker.process = *std::move(process);
  worker.process->ReportTo(options_.usage);
  Ask(page, &worker);
  workers_.push_back(std::move(worker));
  return absl::OkStatus();
}

void RenderPool::Ask(int32_t page, Worker* worker) {
  worker::v1::RenderRequest request;
  request.set_page(page);
  request.set_password(options_.password);
  worker->page = page;
  worker->deadline = Clock::now() + std::chrono::seconds(options_.limits.ocr_page_seconds);
  std::string frame;
  AppendFrame(request.SerializeAsString(), &frame);
  worker->process->Send(frame);  // if it is gone, its output ends too
}

absl::Status RenderPool::Step(const std::string& languages,
                              const std::function<void(PageResult)>& take) {
  if (const absl::Status stop = CheckWanted(options_); !stop.ok()) return stop;
  Clock::time_point next = bounded_ ? deadline_ : Clock::time_point::max();
  std::vector<pollfd> polls;
  for (const Worker& worker : workers_) {
    polls.push_back({worker.process->fd(), POLLIN, 0});
    next = std::min(next, worker.deadline);
  }
  const int64_t wait =
      std::chrono::duration_cast<std::chrono::milliseconds>(next - Clock::now()).count() + 1;
  poll(polls.data(), polls.size(), BoundedWait(options_, wait));

  const Clock::time_point now = Clock::now();
  for (size_t i = polls.size(); i-- > 0;) {
    Worker& worker = workers_[i];
    bool alive = true, sound = true, complete = false;
    PageResult result;
    if (polls[i].revents != 0) {
      alive = worker.process->Receive();
      sound = TakeReply(&worker, &result, &complete);
    }
    if (sound && complete) {
      take(std::move(result));
      worker.fresh = false;
      if (alive && !waiting_.empty()) {
        Ask(waiting_.back(), &worker);
        waiting_.pop_back();
      } else {
        workers_.erase(workers_.begin() + static_cast<ptrdiff_t>(i));
      }
      continue;
    }
    const bool slow = now >= worker.deadline;
    if (!alive || !sound || slow) {
      Worker gone = std::move(worker);
      workers_.erase(workers_.begin() + static_cast<ptrdiff_t>(i));
      absl::Status status = Lost(std::move(gone), alive && slow, sound, take);
      if (!status.ok()) return status;
    }
  }
  if (bounded_ && now >= deadline_) GiveUp(kReasonOcrTime, take);
  return absl::OkStatus();
}

bool RenderPool::TakeReply(Worker* worker, PageResult* result, bool* complete) {
  std::string_view message;
  if (!worker->process->frames().Next(&message)) return !worker->process->frames().broken();
  worker::v1::RenderReply reply;
  if (!reply.ParseFromArray(message.data(), static_cast<int>(message.size()))) return false;
  result->number = worker->page;
  *complete = true;
  if (reply.has_failure()) {
    result->reason = kReasonPageDamaged;  // the read worker could open it
    return true;
  }
  if (!reply.has_page() || reply.page().number() != worker->page ||
      !UnpackPage(reply.page(), &result->page)) {
    return false;
  }
  result->reason = result->page.unread_reason;
  return result->page.from_ocr || !result->reason.empty();
}

absl::Status RenderPool::Lost(Worker worker, bool slow, bool sound,
                              const std::function<void(PageResult)>& take) {
  const int status = slow || !sound ? worker.process->Kill() : worker.process->Wait();
  PageResult result;
  result.number = worker.page;
  result.reason = slow ? kReasonPageTime : kReasonWorkerCrash;
  result.transient = slow;
  if (!slow && sound) {
    if (WIFEXITED(status)) {
      switch (WEXITSTATUS(status)) {
        case kExitSetup:
          return ReadError(kReasonWorkerStart,
                           "cannot be read: the render worker could not lock itself down; this "
                           "kernel may lack seccomp");
        case kExitNoLanguage:
          return ReadError(kReasonWorkerStart,
                           "cannot be recognised: Tesseract's data is missing; install "
                           "tesseract-ocr-chi-sim, tesseract-ocr-chi-tra and tesseract-ocr-eng, or "
                           "use --ocr=off");
        case kExitMemory:
          result.reason = kReasonMemory;
          break;
        case kExitFileChanged:
          result.reason = kReasonFileChanged;
          break;
        default:
          break;
      }
    } else if (WIFSIGNALED(status)) {
      if (WTERMSIG(status) == SIGXCPU) result.reason = kReasonPageTime;
      // Not this filing's doing: the system ran out of memory, or somebody ended it.
      result.transient = WTERMSIG(status) == SIGKILL || WTERMSIG(status) == SIGXCPU;
    }
  }
  if (options_.worker_lost) options_.worker_lost(result.reason.c_str());
  // Memory fills up over many pages, and a crash may come of an earlier page.
  if (!worker.fresh && !slow) {
    again_.push_back(worker.page);
  } else {
    take(result);
  }
  if (++restarts_ > options_.limits.worker_restarts) GiveUp(result.reason.c_str(), take);
  return absl::OkStatus();
}

void RenderPool::GiveUp(const char* reason, const std::function<void(PageResult)>& take) {
  std::vector<int32_t> left = std::move(waiting_);
  left.insert(left.end(), again_.begin(), again_.end());
  for (const Worker& worker : workers_) left.push_back(worker.page);
  waiting_.clear();
  again_.clear();
  workers_.clear();
  std::sort(left.begin(), left.end());
  for (const int32_t page : left) {
    PageResult result;
    result.number = page;
    result.reason = reason;
    result.transient = true;
    take(std::move(result));
  }
}

}  // namespace filing_review::extract
