#include "extract/page_pictures.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "extract/frame.h"
#include "extract/open_errors.h"
#include "extract/read_error.h"
#include "extract/worker_exit.h"
#include "extract/worker_process.h"
#include "filing_review/worker/v1/render_worker.pb.h"

namespace filing_review::extract {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kTallest = 8;      // times as high as wide; longer pages have no picture
constexpr int kWorkersLost = 3;  // then the rest has no picture

class PictureWorker {
 public:
  PictureWorker(int fd, const PictureOptions& options) : fd_(fd), options_(options) {}

  absl::Status Start() {
    const Limits& limits = options_.limits;
    const int64_t pixels = int64_t{limits.picture_width} * limits.picture_width * kTallest;
    absl::StatusOr<std::unique_ptr<WorkerProcess>> process = WorkerProcess::Start(
        options_.worker_path.empty() ? WorkerProgram("filing-review-render-worker")
                                     : options_.worker_path,
        {std::to_string(WorkerProcess::kPdfFd), std::to_string(getpid()),
         std::to_string(limits.picture_worker_bytes), std::to_string(limits.picture_seconds),
         std::to_string(pixels), "0", ""},
        fd_);
    if (!process.ok()) return process.status();
    process_ = *std::move(process);
    return absl::OkStatus();
  }

  bool running() const { return process_ != nullptr; }

  // The worker's answer before `deadline`; none where it was lost, which ends it.
  std::optional<worker::v1::RenderReply> Ask(int32_t page, Clock::time_point deadline) {
    worker::v1::RenderRequest request;
    request.set_page(page);
    request.set_password(options_.password);
    request.set_picture_width(options_.limits.picture_width);
    std::string frame;
    AppendFrame(request.SerializeAsString(), &frame);
    process_->Send(frame);  // if it is gone, its output ends too
    while (Clock::now() < deadline) {
      std::string_view message;
      if (process_->frames().Next(&message)) {
        worker::v1::RenderReply reply;
        if (reply.ParseFromArray(message.data(), static_cast<int>(message.size()))) return reply;
        break;
      }
      if (process_->frames().broken()) break;
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      pollfd ready = {process_->fd(), POLLIN, 0};
      if (poll(&ready, 1, static_cast<int>(std::max<int64_t>(left, 0) + 1)) > 0 &&
          !process_->Receive()) {
        status_ = process_->Wait();
        break;
      }
    }
    process_.reset();
    return std::nullopt;
  }

  bool could_not_lock_itself_down() const {
    return WIFEXITED(status_) && WEXITSTATUS(status_) == kExitSetup;
  }

 private:
  const int fd_;
  const PictureOptions& options_;
  std::unique_ptr<WorkerProcess> process_;
  int status_ = 0;
};

bool IsSound(const worker::v1::PagePicture& picture, const Limits& limits) {
  return picture.width() > 0 && picture.height() > 0 &&
         picture.width() <= limits.picture_width + 1 &&
         picture.height() <= int64_t{limits.picture_width} * kTallest &&
         picture.pixels().size() ==
             static_cast<size_t>(picture.width()) * static_cast<size_t>(picture.height());
}

}  // namespace

absl::StatusOr<std::vector<PagePicture>> PaintPages(int fd, const std::vector<int32_t>& pages,
                                                    const PictureOptions& options) {
  const Limits& limits = options.limits;
  if (absl::Status status = CheckFile(fd, limits); !status.ok()) return status;
  std::vector<PagePicture> pictures;
  const auto end = Clock::now() + std::chrono::seconds(limits.picture_seconds);
  PictureWorker worker(fd, options);
  int lost = 0;
  for (const int32_t page : pages) {
    if (pictures.size() == static_cast<size_t>(limits.picture_pages) || Clock::now() >= end ||
        lost == kWorkersLost) {
      break;
    }
    if (!worker.running()) {
      if (absl::Status status = worker.Start(); !status.ok()) return status;
    }
    const auto reply = worker.Ask(
        page, std::min(end, Clock::now() + std::chrono::seconds(limits.picture_page_seconds)));
    if (!reply.has_value()) {
      if (worker.could_not_lock_itself_down()) {
        return ReadError(kReasonWorkerStart,
                         "cannot be painted: the render worker could not lock itself down; this "
                         "kernel may lack seccomp");
      }
      ++lost;
      continue;
    }
    if (reply->has_failure()) return OpenError(reply->failure(), !options.password.empty());
    if (reply->has_picture() && IsSound(reply->picture(), limits)) {
      pictures.push_back(
          {page, reply->picture().width(), reply->picture().height(), reply->picture().pixels()});
    }
  }
  return pictures;
}

}  // namespace filing_review::extract
