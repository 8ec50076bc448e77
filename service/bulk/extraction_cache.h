// A DocumentCache in a folder: what was read of each filing, compressed by zstd, so that a corpus
// under new rules is not read again.
//
//   auto cache = ExtractionCache::Open(dir, limits.cache_bytes);
//   options.review.documents = cache->get();
//
// A document is kept under the digest of its bytes, the engine's version and the mode of
// recognition; limits of reading are the engine's own. Not kept are documents opened with a
// password and those with pages that another try may read. A file that is damaged counts as none.
//
// Within `most_bytes` of files; what does not fit is not kept, since to drop older ones would empty
// the cache in front of a run that goes over the corpus in the same order. Files of other engines
// go first, when the folder is opened.
//
// Thread-safe. Several processes may share a folder; each counts what it found and wrote itself.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/document_cache.h"

namespace filing_review::service {

class ExtractionCache : public DocumentCache {
 public:
  // UNAVAILABLE storage where the folder cannot be made.
  static absl::StatusOr<std::unique_ptr<ExtractionCache>> Open(const std::string& dir,
                                                               int64_t most_bytes);

  std::optional<extract::Document> Find(const std::string& sha256,
                                        const extract::ReadOptions& options) override;
  void Keep(const std::string& sha256, const extract::ReadOptions& options,
            const extract::Document& document) override;

  // Documents found and kept since it was opened, and those that did not fit.
  int64_t found() const { return found_; }
  int64_t kept() const { return kept_; }
  int64_t refused() const { return refused_; }

 private:
  ExtractionCache(std::string dir, int64_t most_bytes)
      : dir_(std::move(dir)), most_bytes_(most_bytes) {}
  std::string PathOf(const std::string& sha256, const extract::ReadOptions& options) const;

  const std::string dir_;
  const int64_t most_bytes_;
  std::atomic<int64_t> bytes_{0}, found_{0}, kept_{0}, refused_{0}, written_{0};
};

}  // namespace filing_review::service
