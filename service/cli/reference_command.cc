// filing-review reference: what the command line takes, as man pages, completion or a table, and
// the table of limits. For packages and docs, so --help does not name it.
#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_join.h"
#include "service/cli/command_line.h"
#include "service/cli/command_reference.h"
#include "service/cli/limits_text.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

struct ReferenceArguments {
  std::string format = "markdown";
  std::string folder;
};

int Print(const std::string& text) {
  const absl::Status written = WriteOutput(text);
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

int RunReference(const ReferenceArguments& arguments, const CLI::App& app) {
  const CommandReference root = DescribeCommand(app);
  if (arguments.format == "markdown") return Print(CommandTable(root));
  if (arguments.format == "limits") return Print(LimitsAsMarkdown());
  if (arguments.format == "bash") return Print(BashCompletion(root));
  if (arguments.folder.empty()) {
    return FailUsage("--format=man writes a file a command: give their folder with --out");
  }
  for (const CommandReference* command : AllCommands(root)) {
    const std::string path = arguments.folder + "/" + absl::StrJoin(command->path, "-") + ".1";
    std::ofstream file(path, std::ios::trunc);
    file << ManPage(*command, FILING_REVIEW_VERSION);
    file.close();
    if (!file) return Fail(path, absl::UnavailableError("cannot write it: does its folder exist?"));
  }
  return kExitComplete;
}

}  // namespace

void AddReferenceCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("reference", "Print what the commands take");
  command->group("");
  auto arguments = std::make_shared<ReferenceArguments>();
  command
      ->add_option("--format", arguments->format,
                   "markdown, limits, bash or man (a file a command)")
      ->check(CLI::IsMember({"markdown", "limits", "bash", "man"}));
  command->add_option("--out", arguments->folder, "Folder of the man pages");
  command->callback(
      [arguments, &app, &exit_status] { exit_status = RunReference(*arguments, app); });
}

}  // namespace filing_review::cli
