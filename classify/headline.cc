#include "classify/headline.h"

namespace filing_review::classify {

void FillCoverage(const extract::Document& document, v1::ReviewBrief& brief) {
  v1::Coverage& coverage = *brief.mutable_coverage();
  coverage.set_pages_total(document.page_count);
  int32_t searched = 0;
  for (const extract::Page& page : document.pages) {
    if (page.unread_reason.empty()) {
      ++searched;
      continue;
    }
    v1::UnreadPage& unread = *coverage.add_pages_unread();
    unread.set_page(page.number);
    unread.set_reason(page.unread_reason);
    unread.set_transient(page.unread_transient);
  }
  coverage.set_pages_searched(searched);
}

void FillHeadline(v1::ReviewBrief& brief) {
  v1::Headline& headline = *brief.mutable_headline();
  headline.set_conflict_count(brief.conflicts_size());
  headline.set_unread_page_count(brief.coverage().pages_unread_size());
}

}  // namespace filing_review::classify
