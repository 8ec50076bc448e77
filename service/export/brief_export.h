// A brief in any format of service/render/formats.h: what the command line, gRPC and HTTP call.
//
//   ExportRequest request;
//   request.format = render::Format::kAnnotatedPdf;
//   request.pdf_fd = fd;                               // of the main document
//   absl::StatusOr<std::string> bytes = ExportBrief(brief, request);
//
// The same brief, PDF, request and packages give the same bytes. Blocks on worker processes where
// the format takes the PDF or pandoc, within the limits. Errors: those of extract/annotate.h;
// other_document where the PDF is not that of the brief; pdf_missing where the format takes one and
// there is none; docx_limit, docx_failed and pandoc_missing. HTML has no pictures, and says so,
// where there is no PDF or it cannot be opened. Thread-safe.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"
#include "service/export/export_limits.h"
#include "service/render/formats.h"

namespace filing_review::service {

struct ExportRequest {
  render::Format format = render::Format::kJson;
  const render::Words* words = &render::Words::English();
  int pdf_fd = -1;          // regular file open for reading; -1: not at hand
  std::string password;     // of the PDF
  bool pictures = true;     // in HTML
  std::string pandoc_path;  // empty: where Debian installs it
  ExportLimits limits;
};

absl::StatusOr<std::string> ExportBrief(const v1::ReviewBrief& brief, const ExportRequest& request);

}  // namespace filing_review::service
