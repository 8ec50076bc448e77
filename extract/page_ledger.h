// The pages of a document that is being read: which are there, and why others are not.
//
//   PageLedger ledger(&document, limits.document_chars, progress);
//   ledger.Start(page_count);
//   ledger.Take(packed);                                     // or
//   ledger.MarkUnread(7, kReasonWorkerCrash, transient);
//   ledger.GiveUp(kReasonDocumentTime);                      // all that are missing
//
// Each page is taken or marked once. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "extract/document.h"

namespace filing_review::worker::v1 {
class PackedPage;
}

namespace filing_review::extract {

class PageLedger {
 public:
  // `progress` (pages done, pages) is called after each page; it may be empty.
  PageLedger(Document* document, int64_t most_chars,
             const std::function<void(int32_t, int32_t)>& progress)
      : document_(document), most_chars_(most_chars), progress_(progress) {}

  void Start(int32_t page_count);
  bool complete() const { return left_ == 0; }

  // False where `packed` is no sound page: it is still missing. A page past `most_chars` of the
  // document is marked kReasonDocumentChars.
  // REQUIRES: packed.number() is a page of the document.
  bool Take(const worker::v1::PackedPage& packed);
  void MarkUnread(int32_t number, const char* reason, bool transient);
  // Marks all pages that are missing, as transient.
  void GiveUp(const char* reason);

 private:
  void Done(int32_t number);

  Document* const document_;
  const int64_t most_chars_;
  const std::function<void(int32_t, int32_t)>& progress_;
  std::vector<bool> done_;
  int32_t left_ = 0;
  int64_t chars_ = 0;
};

}  // namespace filing_review::extract
