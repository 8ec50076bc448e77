// filing-review text FILE: what was read, page by page.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>

#include "service/cli/command_line.h"
#include "service/cli/document_text.h"
#include "service/cli/filing_options.h"
#include "service/cli/input_file.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

struct TextArguments {
  std::string file;
  std::string format = "text";
  std::string ocr = "off";
  FilingOptions filing;
  int workers = 0;
  bool boxes = false;
};

int RunText(const TextArguments& arguments) {
  PipelineOptions options;
  if (const absl::Status status = FillOptions(arguments.filing, options); !status.ok()) {
    return Fail(arguments.file, status);
  }
  options.read.workers = arguments.workers;
  options.read.ocr = OcrModeNamed(arguments.ocr);
  const absl::StatusOr<OpenFile> file = OpenFiling(arguments.file);
  if (!file.ok()) return Fail(arguments.file, file.status());
  const auto document = extract::ReadPdf(file->fd(), options.read);
  if (!document.ok()) return Fail(arguments.file, document.status());
  if (arguments.format != "none") {
    const absl::Status written =
        WriteOutput(arguments.format == "json" ? DocumentAsJson(*document, arguments.boxes)
                                               : DocumentAsText(*document));
    if (!written.ok()) return Fail("standard output", written);
  }
  if (arguments.ocr == "off") SayWhatOcrWouldRead(arguments.file, *document);
  const bool complete = std::all_of(document->pages.begin(), document->pages.end(),
                                    [](const auto& page) { return page.unread_reason.empty(); });
  return complete ? kExitComplete : kExitPartial;
}

}  // namespace

void AddTextCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("text", "Print what was read from one PDF, page by page");
  auto arguments = std::make_shared<TextArguments>();
  command->add_option("FILE", arguments->file, "The filing, a PDF")->required();
  command
      ->add_option("--format", arguments->format,
                   "json, text or none (none: read everything and print nothing)")
      ->check(CLI::IsMember({"json", "text", "none"}));
  command->add_flag("--boxes", arguments->boxes,
                    "With json: where each character of a line starts and ends");
  AddOcrOption(*command, arguments->ocr);
  command->add_option("--password-file", arguments->filing.password_file,
                      "File whose first line is the PDF's password");
  command
      ->add_option("--workers", arguments->workers, "Most worker processes; 0: as many as it helps")
      ->check(CLI::Range(0, 64));
  command->callback([arguments, &exit_status] { exit_status = RunText(*arguments); });
}

}  // namespace filing_review::cli
