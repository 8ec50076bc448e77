#include "extract/annotate.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <memory>
#include <utility>

#include "extract/frame.h"
#include "extract/open_errors.h"
#include "extract/read_error.h"
#include "extract/worker_exit.h"
#include "extract/worker_process.h"
#include "filing_review/worker/v1/annotate_worker.pb.h"

namespace filing_review::extract {

namespace {

using Clock = std::chrono::steady_clock;

constexpr size_t kFrameBytes = 1 << 20;  // of entries in one frame, about

absl::Status Failure(const std::string& reason, const AnnotateOptions& options) {
  if (reason == kReasonOtherDocument) {
    return ReadError(kReasonOtherDocument,
                     "has other pages than the brief speaks of; give the PDF that the brief was "
                     "made of");
  }
  if (reason == kReasonUnsupportedEncryption) {
    return ReadError(kReasonUnsupportedEncryption,
                     "is encrypted in a way that an annotated copy cannot keep; choose another "
                     "format");
  }
  if (reason == kReasonDamaged) {
    return ReadError(kReasonDamaged,
                     "has a damaged structure that cannot be mended for an annotated copy; obtain "
                     "the file again or choose another format");
  }
  return OpenError(reason, !options.password.empty());
}

// What the end of a worker that did not finish says.
absl::Status Lost(int status) {
  if (WIFEXITED(status)) {
    switch (WEXITSTATUS(status)) {
      case kExitSetup:
        return ReadError(kReasonWorkerStart,
                         "cannot be annotated: the annotate worker could not lock itself down; "
                         "this kernel may lack seccomp");
      case kExitMemory:
        return ReadError(kReasonMemory,
                         "takes more memory to annotate than a worker may use; choose another "
                         "format or raise annotate_worker_bytes");
      case kExitFileChanged:
        return LostWhileOpening(kReasonFileChanged);
      default:
        break;
    }
  }
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
    return ReadError(kReasonAnnotateTime,
                     "takes too long to annotate; choose another format or raise annotate_seconds");
  }
  return ReadError(kReasonWorkerCrash,
                   "brings down the worker that annotates it; obtain the file again or choose "
                   "another format");
}

void Pack(const PdfHighlight& from, worker::v1::Highlight* to) {
  to->set_page(from.page);
  for (const NoteBox& box : from.boxes) {
    worker::v1::NoteBox* packed = to->add_boxes();
    packed->set_x0(static_cast<float>(box.x0));
    packed->set_y0(static_cast<float>(box.y0));
    packed->set_x1(static_cast<float>(box.x1));
    packed->set_y1(static_cast<float>(box.y1));
  }
  to->set_page_width(static_cast<float>(from.page_width));
  to->set_page_height(static_cast<float>(from.page_height));
  to->set_title(from.title);
  to->set_contents(from.contents);
  to->set_colour(from.colour);
}

void Pack(const PdfBookmark& from, worker::v1::Bookmark* to) {
  to->set_level(from.level);
  to->set_title(from.title);
  to->set_page(from.page);
  to->set_top(static_cast<float>(from.top));
}

// Hands the notes over. A worker that does not take them lets the time of the socket run out.
void Ask(const PdfNotes& notes, const AnnotateOptions& options, WorkerProcess* worker) {
  worker::v1::AnnotateRequest request;
  request.set_password(options.password);
  request.set_page_count(notes.page_count);
  request.set_author(notes.author);
  request.set_about(notes.about);
  request.set_signed_title(notes.signed_title);
  size_t highlight = 0, bookmark = 0;
  do {
    size_t bytes = 0;
    while (bytes < kFrameBytes && highlight < notes.highlights.size()) {
      const PdfHighlight& one = notes.highlights[highlight++];
      bytes += one.title.size() + one.contents.size() + 32 * one.boxes.size() + 64;
      Pack(one, request.add_highlights());
    }
    while (bytes < kFrameBytes && bookmark < notes.bookmarks.size()) {
      const PdfBookmark& one = notes.bookmarks[bookmark++];
      bytes += one.title.size() + 64;
      Pack(one, request.add_bookmarks());
    }
    request.set_last(highlight == notes.highlights.size() && bookmark == notes.bookmarks.size());
    std::string frame;
    AppendFrame(request.SerializeAsString(), &frame);
    if (!worker->Send(frame)) return;  // its output ends too
    request.clear_highlights();
    request.clear_bookmarks();
  } while (!request.last());
}

}  // namespace

absl::StatusOr<std::string> AnnotatedCopy(int fd, const PdfNotes& notes,
                                          const AnnotateOptions& options) {
  const Limits& limits = options.limits;
  if (absl::Status status = CheckFile(fd, limits); !status.ok()) return status;
  const size_t entries = notes.highlights.size() + notes.bookmarks.size();
  if (entries > static_cast<size_t>(limits.annotations)) {
    return ReadError(kReasonAnnotations, "would get " + std::to_string(entries) +
                                             " highlights and bookmarks, more than the limit of " +
                                             std::to_string(limits.annotations) +
                                             "; choose another format or raise annotations");
  }
  const auto deadline = Clock::now() + std::chrono::seconds(limits.annotate_seconds);
  absl::StatusOr<std::unique_ptr<WorkerProcess>> worker = WorkerProcess::Start(
      options.worker_path.empty() ? WorkerProgram("filing-review-annotate-worker")
                                  : options.worker_path,
      {std::to_string(WorkerProcess::kPdfFd), std::to_string(getpid()),
       std::to_string(limits.annotate_worker_bytes), std::to_string(limits.annotate_seconds)},
      fd);
  if (!worker.ok()) return worker.status();
  WorkerProcess& process = **worker;
  const timeval patience = {limits.annotate_seconds, 0};
  setsockopt(process.fd(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  Ask(notes, options, &process);

  std::string copy;
  while (true) {
    std::string_view message;
    while (process.frames().Next(&message)) {
      worker::v1::AnnotateReply reply;
      if (!reply.ParseFromArray(message.data(), static_cast<int>(message.size()))) {
        process.Kill();
        return Lost(0);
      }
      if (reply.has_failure()) return Failure(reply.failure(), options);
      if (reply.has_done()) return copy;
      if (static_cast<int64_t>(copy.size() + reply.piece().size()) > limits.annotate_copy_bytes) {
        return ReadError(kReasonAnnotateBytes,
                         "has an annotated copy of more than the limit of " +
                             std::to_string(limits.annotate_copy_bytes) +
                             " bytes; choose another format or raise annotate_copy_bytes");
      }
      copy += reply.piece();
    }
    if (process.frames().broken()) {
      process.Kill();
      return Lost(0);
    }
    const int64_t left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      return ReadError(kReasonAnnotateTime,
                       "takes longer to annotate than the limit of " +
                           std::to_string(limits.annotate_seconds) +
                           " seconds; choose another format or raise annotate_seconds");
    }
    pollfd ready = {process.fd(), POLLIN, 0};
    if (poll(&ready, 1, static_cast<int>(std::min<int64_t>(left + 1, 1000))) > 0 &&
        !process.Receive()) {
      return Lost(process.Wait());
    }
  }
}

}  // namespace filing_review::extract
