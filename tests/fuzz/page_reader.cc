// A PDF of any bytes: every page is read and laid out, and what goes to the launcher comes back
// whole. Poppler's own faults end a worker and are contained there; this looks for ours.
#include <cstdlib>

#include "extract/font_trust.h"
#include "extract/line_layout.h"
#include "extract/page_bounds.h"
#include "extract/page_codec.h"
#include "extract/pdf_file.h"
#include "extract/text_health.h"
#include "tests/fuzz/target.h"

namespace filing_review::extract {
namespace {

constexpr int kMostPages = 4;
constexpr size_t kMostChars = 20'000;

void ReadAll(const char* bytes, size_t size) {
  PdfFile file;
  if (file.Open(bytes, size, "") != nullptr) return;
  file.title();
  file.outline();
  PageGlyphs glyphs;
  Page page, back;
  worker::v1::PackedPage packed;
  for (int n = 1; n <= file.page_count() && n <= kMostPages; ++n) {
    file.ReadPage(n, kMostChars, &glyphs);
    BoundPage(kMostChars, &glyphs);
    DistrustFonts(&glyphs);
    LayOutPage(glyphs, &page);
    JudgeText(glyphs, &page);
    PackPage(page, &packed);
    if (!UnpackPage(packed, &back) || back.text != page.text) abort();
  }
}

}  // namespace
}  // namespace filing_review::extract

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  filing_review::extract::ReadAll(reinterpret_cast<const char*>(data), size);
  return 0;
}
