#include "extract/document_info.h"

namespace filing_review::extract {

namespace {

// An honest worker keeps within these (read_worker_main.cc cuts titles).
constexpr int kMostOutlineEntries = 20'000;
constexpr size_t kMostTitleBytes = 4096;

}  // namespace

bool TakeDocumentInfo(const worker::v1::DocumentInfo& info, Document* document) {
  if (info.title().size() > kMostTitleBytes) return false;
  document->page_count = info.page_count();
  document->encrypted = info.encrypted();
  document->copy_forbidden = info.copy_forbidden();
  document->signatures_exist = info.signatures_exist();
  document->title = info.title();
  return true;
}

bool TakeOutline(const worker::v1::DocumentOutline& outline, Document* document) {
  if (outline.entries_size() > kMostOutlineEntries) return false;
  for (const worker::v1::OutlineEntry& entry : outline.entries()) {
    if (entry.title().size() > kMostTitleBytes) return false;
    const bool within = entry.page() >= 0 && entry.page() <= document->page_count;
    document->outline.push_back({entry.title(), entry.depth(), within ? entry.page() : 0});
  }
  return true;
}

}  // namespace filing_review::extract
