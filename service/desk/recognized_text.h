// Text of pages that was recognised from their pictures, kept with the brief that was made of it:
// to recognise a page again takes seconds.
//
//   RecognizedTexts texts;                 // in PipelineOptions::documents of a recognition
//   …
//   std::vector<RecognizedText> kept = texts.Take();
//   AddRecognized(kept[0].bytes, document);   // later, on the document as it is read
//
// Nothing is kept of a document with a password. Bytes are for the engine that made them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/document_cache.h"

namespace filing_review::service {

struct RecognizedText {
  std::string sha256;  // of the document
  std::string bytes;   // extract/document_codec.h, with recognised pages alone
};

// Of one review. Not thread-safe.
class RecognizedTexts : public DocumentCache {
 public:
  std::optional<extract::Document> Find(const std::string& sha256,
                                        const extract::ReadOptions& options) override {
    return std::nullopt;
  }
  void Keep(const std::string& sha256, const extract::ReadOptions& options,
            const extract::Document& document) override;
  std::vector<RecognizedText> Take() { return std::move(texts_); }

 private:
  std::vector<RecognizedText> texts_;
};

// Puts the recognised pages in the place of those of the document that have no text. Bytes that
// cannot be read, or are of another document, change nothing.
void AddRecognized(const std::string& bytes, extract::Document& document);

}  // namespace filing_review::service
