#include "service/bulk/extraction_cache.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "extract/document_codec.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/zstd_bytes.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

// Fast to make, since most of a first run's documents pass here: 400 MB/s, a third of the size.
constexpr int kLevel = 1;
constexpr size_t kMostDocumentBytes = size_t{2} << 30;

// Names end in it: a file of another engine is of no use.
std::string EngineSuffix() { return std::string("-") + FILING_REVIEW_VERSION + ".doc.zst"; }

}  // namespace

absl::StatusOr<std::unique_ptr<ExtractionCache>> ExtractionCache::Open(const std::string& dir,
                                                                       int64_t most_bytes) {
  std::error_code error;
  fs::create_directories(dir, error);
  if (error || access(dir.c_str(), W_OK) != 0) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        dir +
                            " cannot be written; give --cache a folder of your own, or "
                            "--cache-bytes=0 to go without");
  }
  std::unique_ptr<ExtractionCache> cache(new ExtractionCache(dir, most_bytes));
  const std::string suffix = EngineSuffix();
  for (fs::recursive_directory_iterator it(dir, error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (!it->is_regular_file(error)) continue;
    if (absl::EndsWith(name, suffix)) {
      cache->bytes_ += static_cast<int64_t>(it->file_size(error));
    } else if (absl::EndsWith(name, ".doc.zst")) {
      fs::remove(it->path(), error);
    }
  }
  return cache;
}

std::string ExtractionCache::PathOf(const std::string& sha256,
                                    const extract::ReadOptions& options) const {
  std::string mode;
  if (options.ocr == extract::OcrMode::kAuto) mode = "-auto";
  if (options.ocr == extract::OcrMode::kForce) mode = "-force";
  return dir_ + "/" + sha256.substr(0, 2) + "/" + sha256 + mode + EngineSuffix();
}

std::optional<extract::Document> ExtractionCache::Find(const std::string& sha256,
                                                       const extract::ReadOptions& options) {
  if (!options.password.empty()) return std::nullopt;
  const absl::StatusOr<std::string> packed = ReadWhole(PathOf(sha256, options));
  if (!packed.ok()) return std::nullopt;
  const absl::StatusOr<std::string> bytes = DecompressZstd(*packed, kMostDocumentBytes);
  if (!bytes.ok()) return std::nullopt;
  absl::StatusOr<extract::Document> document = extract::UnpackDocument(*bytes);
  if (!document.ok()) return std::nullopt;
  ++found_;
  return *std::move(document);
}

void ExtractionCache::Keep(const std::string& sha256, const extract::ReadOptions& options,
                           const extract::Document& document) {
  const bool may_change = std::any_of(document.pages.begin(), document.pages.end(),
                                      [](const auto& page) { return page.unread_transient; });
  if (!options.password.empty() || may_change) return;
  if (bytes_ >= most_bytes_) {
    ++refused_;
    return;
  }
  const std::string bytes = CompressZstd(extract::PackDocument(document), kLevel);
  const auto size = static_cast<int64_t>(bytes.size());
  if (bytes_.fetch_add(size) + size > most_bytes_) {
    bytes_ -= size;
    ++refused_;
    return;
  }
  // A loss of power may cost a document, which is read again: no sync.
  const std::string path = PathOf(sha256, options);
  const std::string temporary =
      dir_ + "/" + std::to_string(getpid()) + "-" + std::to_string(++written_) + ".new.doc.zst";
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  std::ofstream out(temporary, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(size));
  out.close();
  if (out) fs::rename(temporary, path, error);
  if (!out || error) {
    fs::remove(temporary, error);
    bytes_ -= size;
    return;
  }
  ++kept_;
}

}  // namespace filing_review::service
