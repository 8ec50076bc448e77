// Documents of filings, read for the desk: to show and search their text, and to compare quotes.
//
// They are read by the reader of the pipeline (extract/reader.h) in its workers, from the stored
// bytes. The last ones are kept in memory within a limit, so that the second page comes at once;
// who asks for a document that is being read waits for that reading. Nothing of them is on disk.
//
// Thread-safe; Get blocks while a document is read.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "classify/analyzed_document.h"
#include "extract/document.h"
#include "service/limits.h"
#include "service/store/blob_store.h"

namespace filing_review::service {

class ReadDocument {
 public:
  explicit ReadDocument(extract::Document document);
  const extract::Document& document() const { return document_; }
  // Made at the first call.
  const classify::AnalyzedDocument& analyzed() const;
  // Memory that it takes with all that is made of it, estimated.
  int64_t bytes() const { return bytes_; }

 private:
  const extract::Document document_;
  int64_t bytes_ = 0;
  mutable std::once_flag once_;
  mutable classify::AnalyzedDocument analyzed_;
};

class DocumentShelf {
 public:
  // Both outlive it.
  DocumentShelf(BlobStore& blobs, const ServerLimits& limits) : blobs_(blobs), limits_(limits) {}

  // Errors of extract/read_error.h: a document with a password is not read again, since the server
  // forgot it.
  // `recognized`: text kept of it (recognized_text.h); empty: none.
  absl::StatusOr<std::shared_ptr<const ReadDocument>> Get(const std::string& sha256,
                                                          const std::string& recognized);

  // The filing that had it is gone.
  void Forget(const std::string& sha256);

 private:
  struct Kept {
    std::string key;  // digest of the document, and of what was recognised in it
    std::shared_ptr<const ReadDocument> document;
  };
  absl::StatusOr<std::shared_ptr<const ReadDocument>> Read(const std::string& sha256,
                                                           const std::string& recognized);
  void Keep(const std::string& key, std::shared_ptr<const ReadDocument> document);

  BlobStore& blobs_;
  const ServerLimits& limits_;
  std::mutex mutex_;
  std::condition_variable read_;
  std::list<Kept> kept_;           // the last used first
  std::set<std::string> reading_;  // keys
  int64_t bytes_ = 0;
};

}  // namespace filing_review::service
