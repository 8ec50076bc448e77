// filing-review brief FILE: one filing in, one brief out.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "extract/end_process.h"
#include "service/cli/command_line.h"
#include "service/cli/export_options.h"
#include "service/cli/filing_options.h"
#include "service/cli/input_file.h"
#include "service/cli/limits_text.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"
#include "service/cli/rules_option.h"
#include "service/pipeline.h"

namespace filing_review::cli {

namespace {

struct BriefArguments {
  std::string file;
  std::string ocr = "off";
  std::string rules_dir;
  std::string as_if;
  ExportOptions form;
  FilingOptions filing;
  DocumentOptions documents;
  bool print_limits = false;
};

int RunBrief(const BriefArguments& arguments) {
  if (arguments.print_limits) {
    const absl::Status written = WriteOutput(LimitsAsText());
    return written.ok() ? kExitComplete : Fail("limits", written);
  }
  if (arguments.file.empty()) {
    return FailUsage("brief needs a FILE; see filing-review brief --help");
  }
  if (const absl::Status status = CheckTerminal(arguments.form.format); !status.ok()) {
    return Fail("standard output", status);
  }
  PipelineOptions options;
  if (const absl::Status status = FillOptions(arguments.filing, options); !status.ok()) {
    return Fail(arguments.file, status);
  }
  options.classify.as_if_regime = arguments.as_if;
  options.read.ocr = OcrModeNamed(arguments.ocr);
  std::vector<OpenFile> files;
  std::vector<service::FilingPart> parts;
  for (const NamedDocument& document : DocumentsOf(arguments.file, arguments.documents)) {
    absl::StatusOr<OpenFile> file = OpenFiling(document.path);
    if (!file.ok()) return Fail(document.path, file.status());
    files.push_back(*std::move(file));
    parts.push_back({files.back().fd(), document.role});
  }
  const auto pipeline = service::Pipeline::Create(arguments.rules_dir);
  if (!pipeline.ok()) {
    return Fail("rules", pipeline.status());
  }
  const auto brief = (*pipeline)->ReviewFiling(parts, options);
  if (!brief.ok()) return Fail(arguments.file, brief.status());
  service::ExportRequest request = ExportRequestOf(arguments.form);
  request.pdf_fd = parts.front().fd;
  request.password = options.read.password;
  const absl::StatusOr<std::string> bytes = service::ExportBrief(*brief, request);
  if (!bytes.ok()) return Fail(arguments.file, bytes.status());
  const absl::Status written = WriteOutput(*bytes);
  if (!written.ok()) return Fail("standard output", written);
  if (arguments.ocr == "off") SayWhatOcrWouldRead(arguments.file, brief->coverage());
  const int status = brief->coverage().pages_unread().empty() ? kExitComplete : kExitPartial;
  // Everything is written: what the process holds goes with it, piece by piece would take longer.
  extract::EndProcess(status);
}

}  // namespace

void AddBriefCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("brief", "Print the review brief of one PDF");
  auto arguments = std::make_shared<BriefArguments>();
  command->add_option("FILE", arguments->file, "The filing, a PDF");
  AddExportOptions(*command, arguments->form);
  AddOcrOption(*command, arguments->ocr);
  AddRulesOption(*command, arguments->rules_dir);
  AddAsIfOption(*command, arguments->as_if);
  AddFilingOptions(*command, arguments->filing);
  AddDocumentOptions(*command, arguments->documents);
  command->add_flag("--print-limits", arguments->print_limits, "Print every limit and stop");
  command->callback([arguments, &exit_status] { exit_status = RunBrief(*arguments); });
}

}  // namespace filing_review::cli
