// A DocumentCache in a folder of the cache: what was read of each filing, compressed by zstd, so
// that a corpus under new rules is not read again.
//
//   options.documents = new ExtractionCache(*folder);
//
// A document is kept under the digest of its bytes, the engine (service/engine_digest.h) and the
// mode of recognition; limits of reading are the engine's own. Not kept are documents opened with a
// password and those with pages that another try may read. A file that is damaged counts as none.
//
// Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "service/bulk/cache_folder.h"
#include "service/document_cache.h"

namespace filing_review::service {

class ExtractionCache : public DocumentCache {
 public:
  // `folder` outlives this.
  explicit ExtractionCache(CacheFolder& folder) : folder_(folder) {}

  std::optional<extract::Document> Find(const std::string& sha256,
                                        const extract::ReadOptions& options) override;
  void Keep(const std::string& sha256, const extract::ReadOptions& options,
            const extract::Document& document) override;

  // Documents found and kept, and those that did not fit.
  int64_t found() const { return found_; }
  int64_t kept() const { return kept_; }
  int64_t refused() const { return refused_; }

 private:
  CacheFolder& folder_;
  std::atomic<int64_t> found_{0}, kept_{0}, refused_{0};
};

}  // namespace filing_review::service
