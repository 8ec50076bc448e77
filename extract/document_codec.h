// A Document as bytes that can be kept, and back.
//
//   std::string bytes = PackDocument(document);
//   absl::StatusOr<Document> same = UnpackDocument(bytes);
//
// The bytes are for the engine version that made them: what is told across pages (roles of lines)
// is told again when they are unpacked. Pure. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "extract/document.h"

namespace filing_review::extract {

std::string PackDocument(const Document& document);

// DATA_LOSS where the bytes are not what PackDocument gave.
absl::StatusOr<Document> UnpackDocument(std::string_view bytes);

}  // namespace filing_review::extract
