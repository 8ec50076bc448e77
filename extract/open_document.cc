#include "extract/open_document.h"

#include <poppler/ErrorCodes.h>
#include <poppler/PDFDoc.h>
#include <poppler/Stream.h>
#include <poppler/goo/GooString.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

#include "extract/hybrid_reference.h"
#include "extract/read_error.h"

namespace filing_review::extract {

namespace {

// A PDF says so within its first bytes (PDF 32000-1, annex H.3.4.1).
constexpr size_t kHeaderWithin = 1024;

}  // namespace

OpenedDocument::OpenedDocument() = default;
OpenedDocument::~OpenedDocument() = default;

const char* OpenedDocument::Open(const char* bytes, size_t size, const std::string& password) {
  std::string_view pdf(bytes, size);
  restated = RestateHybrid(pdf);
  if (!restated.empty()) pdf = restated;
  std::optional<GooString> secret;
  if (!password.empty()) secret.emplace(password);
  auto* stream = new MemStream(pdf.data(), 0, static_cast<Goffset>(pdf.size()), Object(objNull));
  document = std::make_unique<PDFDoc>(stream, secret, secret);
  if (!document->isOk()) {
    if (document->getErrorCode() == errEncrypted) return kReasonEncrypted;
    const size_t head = std::min(pdf.size(), kHeaderWithin);
    return memmem(pdf.data(), head, "%PDF-", 5) == nullptr ? kReasonNotAPdf : kReasonDamaged;
  }
  return document->getNumPages() > 0 ? nullptr : kReasonNoPages;
}

}  // namespace filing_review::extract
