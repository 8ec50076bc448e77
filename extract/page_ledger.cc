#include "extract/page_ledger.h"

#include "extract/page_codec.h"
#include "extract/read_error.h"
#include "filing_review/worker/v1/read_worker.pb.h"

namespace filing_review::extract {

void PageLedger::Start(int32_t page_count) {
  document_->pages.resize(static_cast<size_t>(page_count));
  done_.assign(document_->pages.size(), false);
  left_ = page_count;
}

bool PageLedger::Take(const worker::v1::PackedPage& packed) {
  Page& page = document_->pages[static_cast<size_t>(packed.number() - 1)];
  if (!UnpackPage(packed, &page)) {
    page = Page();
    return false;
  }
  chars_ += static_cast<int64_t>(page.char_start.size());
  if (chars_ > most_chars_) {
    MarkUnread(packed.number(), kReasonDocumentChars, false);
  } else {
    Done(packed.number());
  }
  return true;
}

void PageLedger::MarkUnread(int32_t number, const char* reason, bool transient) {
  Page& page = document_->pages[static_cast<size_t>(number - 1)];
  page = Page();
  page.number = number;
  page.unread_reason = reason;
  page.unread_transient = transient;
  Done(number);
}

void PageLedger::GiveUp(const char* reason) {
  for (int32_t n = 1; left_ > 0 && n <= document_->page_count; ++n) {
    if (!done_[static_cast<size_t>(n - 1)]) MarkUnread(n, reason, true);
  }
}

void PageLedger::Done(int32_t number) {
  done_[static_cast<size_t>(number - 1)] = true;
  --left_;
  if (progress_) progress_(document_->page_count - left_, document_->page_count);
}

}  // namespace filing_review::extract
