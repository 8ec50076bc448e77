#include "extract/text_string.h"

#include <poppler/UTF.h>
#include <poppler/goo/gmem.h>

#include "extract/utf8.h"

namespace filing_review::extract {

std::vector<char32_t> DecodeTextString(const std::string& bytes) {
  Unicode* codes = nullptr;
  const int n = TextStringToUCS4(bytes, &codes);
  std::vector<char32_t> out;
  for (int i = 0; i < n; ++i) {
    if (IsScalar(codes[i])) out.push_back(codes[i]);
  }
  gfree(codes);
  return out;
}

std::string Utf8OfTextString(const std::string& bytes) {
  std::string out;
  for (const char32_t c : DecodeTextString(bytes)) {
    if (c >= 0x20) AppendUtf8(c, &out);
  }
  return out;
}

}  // namespace filing_review::extract
