#include "service/desk/document_shelf.h"

#include <unistd.h>

#include <algorithm>
#include <utility>

#include "extract/read_error.h"
#include "extract/reader.h"
#include "service/desk/recognized_text.h"
#include "service/metrics.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// What the analysis takes beside the document, in bytes a byte of text: passages, maps, words.
constexpr int64_t kAnalysis = 4;

int64_t BytesOf(const extract::Document& document) {
  int64_t bytes = 0;
  for (const extract::Page& page : document.pages) {
    bytes += static_cast<int64_t>(sizeof(page) + page.text.size() * (1 + kAnalysis) +
                                  page.lines.size() * sizeof(extract::Line) +
                                  page.char_start.size() * 2 * sizeof(int32_t));
  }
  return bytes;
}

}  // namespace

ReadDocument::ReadDocument(extract::Document document)
    : document_(std::move(document)), bytes_(BytesOf(document_)) {}

const classify::AnalyzedDocument& ReadDocument::analyzed() const {
  std::call_once(once_, [this] { analyzed_ = classify::Analyze(document_); });
  return analyzed_;
}

absl::StatusOr<std::shared_ptr<const ReadDocument>> DocumentShelf::Get(
    const std::string& sha256, const std::string& recognized) {
  const std::string key = recognized.empty() ? sha256 : sha256 + Sha256Of(recognized);
  {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      const auto at = std::find_if(kept_.begin(), kept_.end(),
                                   [&](const Kept& kept) { return kept.key == key; });
      if (at != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, at);
        return kept_.front().document;
      }
      if (reading_.insert(key).second) break;
      read_.wait(lock);
    }
  }
  absl::StatusOr<std::shared_ptr<const ReadDocument>> document = Read(sha256, recognized);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    reading_.erase(key);
    if (document.ok()) Keep(key, *document);
  }
  read_.notify_all();
  return document;
}

absl::StatusOr<std::shared_ptr<const ReadDocument>> DocumentShelf::Read(
    const std::string& sha256, const std::string& recognized) {
  const absl::StatusOr<int> fd = blobs_.Open(sha256);
  if (!fd.ok()) return fd.status();
  extract::ReadOptions options;
  options.workers = 1;  // reviews need the other cores
  options.worker_lost = [](const char* reason) { Count(Metric::kWorkerDeaths, {reason}); };
  absl::StatusOr<extract::Document> document = extract::ReadPdf(*fd, options);
  close(*fd);
  if (!document.ok()) return document.status();
  if (!recognized.empty()) AddRecognized(recognized, *document);
  return std::make_shared<const ReadDocument>(*std::move(document));
}

void DocumentShelf::Keep(const std::string& key, std::shared_ptr<const ReadDocument> document) {
  bytes_ += document->bytes();
  kept_.push_front({key, std::move(document)});
  // The newest one stays however large it is.
  while (bytes_ > limits_.text_cache_bytes && kept_.size() > 1) {
    bytes_ -= kept_.back().document->bytes();
    kept_.pop_back();
  }
}

void DocumentShelf::Forget(const std::string& sha256) {
  const std::lock_guard<std::mutex> lock(mutex_);
  kept_.remove_if([&](const Kept& kept) {
    if (kept.key.compare(0, sha256.size(), sha256) != 0) return false;
    bytes_ -= kept.document->bytes();
    return true;
  });
}

}  // namespace filing_review::service
