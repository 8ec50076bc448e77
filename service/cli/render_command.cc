// filing-review render BRIEF: a stored brief in another format.
#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "service/cli/brief_file.h"
#include "service/cli/command_line.h"
#include "service/cli/export_options.h"
#include "service/cli/input_file.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

struct RenderArguments {
  std::string file;
  ExportOptions form;
  std::string pdf, password_file;  // empty: none
};

int RunRender(const RenderArguments& arguments) {
  const absl::StatusOr<v1::ReviewBrief> brief = ReadBriefFile(arguments.file);
  if (!brief.ok()) return Fail(arguments.file, brief.status());
  if (const absl::Status status = CheckTerminal(arguments.form.format); !status.ok()) {
    return Fail("standard output", status);
  }
  service::ExportRequest request = ExportRequestOf(arguments.form);
  std::optional<OpenFile> pdf;
  if (!arguments.pdf.empty()) {
    absl::StatusOr<OpenFile> opened = OpenFiling(arguments.pdf);
    if (!opened.ok()) return Fail(arguments.pdf, opened.status());
    pdf.emplace(*std::move(opened));
    request.pdf_fd = pdf->fd();
  }
  if (!arguments.password_file.empty()) {
    absl::StatusOr<std::string> password = ReadPasswordFile(arguments.password_file);
    if (!password.ok()) return Fail(arguments.password_file, password.status());
    request.password = *std::move(password);
  }
  const absl::StatusOr<std::string> bytes = service::ExportBrief(*brief, request);
  if (!bytes.ok()) {
    return Fail(arguments.pdf.empty() ? arguments.file : arguments.pdf, bytes.status());
  }
  const absl::Status written = WriteOutput(*bytes);
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

}  // namespace

void AddRenderCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("render", "Print a stored brief in another format");
  auto arguments = std::make_shared<RenderArguments>();
  command->add_option("BRIEF", arguments->file, "A brief as JSON or protobuf bytes")->required();
  AddExportOptions(*command, arguments->form);
  command->add_option("--pdf", arguments->pdf,
                      "PDF that the brief was made of: for an annotated PDF, and pictures in HTML");
  command->add_option("--password-file", arguments->password_file,
                      "File whose first line is the PDF's password");
  command->callback([arguments, &exit_status] { exit_status = RunRender(*arguments); });
}

}  // namespace filing_review::cli
