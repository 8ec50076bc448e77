// Reads a PDF in worker processes and returns a Document.
//
//   ReadOptions options;
//   absl::StatusOr<Document> document = ReadPdf(fd, options);
//
// The PDF is never parsed in this process (hostile input may crash, hang or blow up a parser).
// Workers are filing-review-read-worker processes, started by posix_spawn; each is handed page
// ranges and is killed when a page or the document takes too long. Pages finished before a worker
// is lost are kept, the page at fault is named, the rest is read by a fresh worker. When ReadPdf
// returns, all its workers have ended and have been waited for.
//
// Fails only where there is no document to speak of (not a PDF, no password, a limit on the whole
// file): the status carries a reason of extract/read_error.h. A page that cannot be read is a Page
// with an unread_reason in a Document that is returned.
//
// Thread-safe: calls from several threads do not share state.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "extract/document.h"
#include "extract/limits.h"
#include "extract/worker_usage.h"

namespace filing_review::extract {

// Which pages are to be read from their pictures (extract/ocr.h).
enum class OcrMode : uint8_t {
  kOff,
  kAuto,   // those without usable text, within the limits that have ocr in their names
  kForce,  // all
};

struct ReadOptions {
  Limits limits;
  std::string password;     // tried as user and as owner password
  int workers = 0;          // most worker processes; 0: one a core, one alone for short filings
  std::string worker_path;  // empty: filing-review-read-worker beside this executable, else in
                            // ../libexec/filing-review beside it
  OcrMode ocr = OcrMode::kOff;
  std::string render_worker_path;  // as worker_path, of filing-review-render-worker
  // Called now and then from the calling thread with pages done and pages in all.
  std::function<void(int32_t, int32_t)> progress;
  // Called from the calling thread for each worker that died or had to be killed while it worked,
  // with a reason of extract/read_error.h. May be null.
  std::function<void(const char*)> worker_lost;
  // Told what the workers took; outlives the reading. May be null.
  WorkerUsage* usage = nullptr;
  // Reading stops soon after it becomes true; ReadPdf then returns CANCELLED. May be null.
  const std::atomic<bool>* cancelled = nullptr;
  // Reading stops when it comes; ReadPdf then returns DEADLINE_EXCEEDED review_deadline.
  std::optional<std::chrono::steady_clock::time_point> deadline;
};

// `fd` is a regular file open for reading; its offset is neither used nor changed.
absl::StatusOr<Document> ReadPdf(int fd, const ReadOptions& options);

}  // namespace filing_review::extract
