#include "service/bulk/extraction_cache.h"

#include <algorithm>
#include <string>
#include <utility>

#include "extract/document_codec.h"
#include "service/bulk/zstd_bytes.h"
#include "service/engine_digest.h"

namespace filing_review::service {

namespace {

// Fast to make, since most of a first run's documents pass here: 400 MB/s, a third of the size.
constexpr int kLevel = 1;
constexpr size_t kMostDocumentBytes = size_t{2} << 30;

std::string NameOf(const std::string& sha256, const extract::ReadOptions& options) {
  std::string mode;
  if (options.ocr == extract::OcrMode::kAuto) mode = "-auto";
  if (options.ocr == extract::OcrMode::kForce) mode = "-force";
  return sha256.substr(0, 2) + "/" + sha256 + mode + "-" +
         std::string(EngineDigest().substr(0, 16)) + ".doc";
}

}  // namespace

std::optional<extract::Document> ExtractionCache::Find(const std::string& sha256,
                                                       const extract::ReadOptions& options) {
  if (!options.password.empty()) return std::nullopt;
  const std::optional<std::string> packed = folder_.Get(NameOf(sha256, options));
  if (!packed.has_value()) return std::nullopt;
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
  const std::string bytes = CompressZstd(extract::PackDocument(document), kLevel);
  ++(folder_.Put(NameOf(sha256, options), bytes) ? kept_ : refused_);
}

}  // namespace filing_review::service
