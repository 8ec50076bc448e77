// Text strings of a PDF (PDF 32000-1, 7.9.2.2): PDFDocEncoding or UTF-16, by Poppler.
#pragma once

#include <string>
#include <vector>

namespace filing_review::extract {

// Code points; whatever is no character is left out.
std::vector<char32_t> DecodeTextString(const std::string& bytes);

// As UTF-8, without control characters.
std::string Utf8OfTextString(const std::string& bytes);

}  // namespace filing_review::extract
