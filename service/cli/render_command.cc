// filing-review render BRIEF: a stored brief in another format.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "service/cli/brief_file.h"
#include "service/cli/command_line.h"
#include "service/cli/outcome.h"
#include "service/render/render.h"

namespace filing_review::cli {

namespace {

struct RenderArguments {
  std::string file;
  std::string format = "json";
};

int RunRender(const RenderArguments& arguments) {
  const absl::StatusOr<v1::ReviewBrief> brief = ReadBriefFile(arguments.file);
  if (!brief.ok()) return Fail(arguments.file, brief.status());
  const absl::Status written =
      WriteOutput(render::RenderBrief(*brief, *render::FormatNamed(arguments.format)));
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

}  // namespace

void AddRenderCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("render", "Print a stored brief in another format");
  auto arguments = std::make_shared<RenderArguments>();
  command->add_option("BRIEF", arguments->file, "A brief as JSON or protobuf bytes")->required();
  command->add_option("--format", arguments->format, "Form of the brief")
      ->check(CLI::IsMember(render::FormatNames()));
  command->callback([arguments, &exit_status] { exit_status = RunRender(*arguments); });
}

}  // namespace filing_review::cli
