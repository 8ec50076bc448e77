// --format, --language and what goes with them: how a brief is handed out.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "filing_review/v1/filing_service.pb.h"
#include "service/export/brief_export.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace filing_review::cli {

struct ExportOptions {
  std::string format = "json";
  std::string language = "en";
  bool no_pictures = false;
};

// --format, of which `what` says what it does, --language, --no-pictures.
void AddExportOptions(CLI::App& command, ExportOptions& options,
                      const char* what = "Form of the brief");

// --language alone.
CLI::Option* AddLanguageOption(CLI::App& command, std::string& language);

// The request for these options, without a PDF.
service::ExportRequest ExportRequestOf(const ExportOptions& options);

// The same for a server. `password`: of the document; empty: none.
v1::RenderBriefRequest RenderRequestOf(const std::string& name, const ExportOptions& options,
                                       const std::string& password);

// An error for the format that is no text while standard output is a terminal.
absl::Status CheckTerminal(const std::string& format);

}  // namespace filing_review::cli
