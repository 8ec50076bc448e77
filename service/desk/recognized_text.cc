#include "service/desk/recognized_text.h"

#include <algorithm>

#include "absl/status/statusor.h"
#include "extract/document_codec.h"

namespace filing_review::service {

void RecognizedTexts::Keep(const std::string& sha256, const extract::ReadOptions& options,
                           const extract::Document& document) {
  const bool any = std::any_of(document.pages.begin(), document.pages.end(),
                               [](const extract::Page& page) { return page.from_ocr; });
  if (!any || !options.password.empty()) return;
  extract::Document kept;
  kept.page_count = document.page_count;
  for (const extract::Page& page : document.pages) {
    if (page.from_ocr) {
      kept.pages.push_back(page);
      continue;
    }
    extract::Page& empty = kept.pages.emplace_back();
    empty.number = page.number;
    empty.width = page.width;
    empty.height = page.height;
  }
  texts_.push_back({sha256, extract::PackDocument(kept)});
}

void AddRecognized(const std::string& bytes, extract::Document& document) {
  absl::StatusOr<extract::Document> kept = extract::UnpackDocument(bytes);
  if (!kept.ok() || kept->pages.size() != document.pages.size()) return;
  for (size_t i = 0; i < kept->pages.size(); ++i) {
    if (kept->pages[i].from_ocr) document.pages[i] = std::move(kept->pages[i]);
  }
}

}  // namespace filing_review::service
