// Markdown to DOCX by pandoc, in a child process without network (filing-review-convert-worker).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "service/export/export_limits.h"

namespace filing_review::service {

// `title` and `language` (BCP 47) are of the document. `pandoc_path`: empty: where Debian installs
// it. Errors: pandoc_missing (UNIMPLEMENTED), docx_limit (OUT_OF_RANGE), docx_failed (INTERNAL).
absl::StatusOr<std::string> MarkdownToDocx(const std::string& markdown, const std::string& title,
                                           const std::string& language,
                                           const std::string& pandoc_path,
                                           const ExportLimits& limits);

}  // namespace filing_review::service
