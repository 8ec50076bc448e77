// Documents that were read before, so that new rules need not read them again.
//
// The pipeline asks Find before it reads and calls Keep after; both are called from several
// threads.
#pragma once

#include <optional>
#include <string>

#include "extract/document.h"
#include "extract/reader.h"

namespace filing_review::service {

class DocumentCache {
 public:
  virtual ~DocumentCache() = default;

  // The document of these bytes as ReadPdf gives it with these options.
  virtual std::optional<extract::Document> Find(const std::string& sha256,
                                                const extract::ReadOptions& options) = 0;
  // May or may not keep it.
  virtual void Keep(const std::string& sha256, const extract::ReadOptions& options,
                    const extract::Document& document) = 0;
};

}  // namespace filing_review::service
