// Opens a PDF with Poppler, for reading and for painting alike. Inside the workers only.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

class PDFDoc;

namespace filing_review::extract {

struct OpenedDocument {
  OpenedDocument();
  ~OpenedDocument();

  // `bytes` must outlive this object. The password is tried as user and as owner password. Returns
  // nullptr, and `document` is there and has pages; or a reason code of extract/read_error.h.
  const char* Open(const char* bytes, size_t size, const std::string& password);

  std::string restated;  // the bytes that are read, where it is a hybrid-reference file
  std::unique_ptr<PDFDoc> document;
};

}  // namespace filing_review::extract
