// A FindingsStore in a folder of the cache: a file for each filing, compressed by zstd, some tens
// of kilobytes. It pushes out documents where there is no room: a filing whose findings are kept is
// not read again under most new rules.
//
// Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

#include "service/bulk/cache_folder.h"
#include "service/findings_store.h"

namespace filing_review::service {

class KeptFindingsFolder : public FindingsStore {
 public:
  // `folder` outlives this.
  explicit KeptFindingsFolder(CacheFolder& folder) : folder_(folder) {}

  findings::v1::KeptFindings Load(const std::string& filing) override;
  void Store(const findings::v1::KeptFindings& kept) override;

  // Filings of which something was there.
  int64_t found() const { return found_; }

 private:
  CacheFolder& folder_;
  std::atomic<int64_t> found_{0};
};

}  // namespace filing_review::service
