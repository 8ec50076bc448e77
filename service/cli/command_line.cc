#include "service/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <string>

#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

// Lists that are empty unless they are given have no default worth a word.
void HideEmptyDefaults(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    if (option->get_default_str() == "[]") option->default_str("");
  }
  for (CLI::App* below : app.get_subcommands({})) HideEmptyDefaults(*below);
}

}  // namespace

int RunCommandLine(int argc, char** argv) {
  // A reader that goes away ends a write with an error, which is reported, not with a signal.
  std::signal(SIGPIPE, SIG_IGN);
  CLI::App app("Reads listing prospectuses and says what they hold on users, data and holders.",
               "filing-review");
  app.set_version_flag("--version", FILING_REVIEW_VERSION);
  app.require_subcommand(1);
  app.option_defaults()->always_capture_default();  // --help tells the defaults
  int exit_status = kExitComplete;
  AddBriefCommand(app, exit_status);
  AddTextCommand(app, exit_status);
  AddQuantitiesCommand(app, exit_status);
  AddRenderCommand(app, exit_status);
  AddCompareCommand(app, exit_status);
  AddRulesCommand(app, exit_status);
  AddServeCommand(app, exit_status);
  AddSubmitCommand(app, exit_status);
  AddFilingCommands(app, exit_status);
  AddAuditCommand(app, exit_status);
  AddBulkCommand(app, exit_status);
  AddEvalCommand(app, exit_status);
  AddBackupCommand(app, exit_status);
  AddLoadCommand(app, exit_status);
  AddTokenCommand(app, exit_status);
  AddReferenceCommand(app, exit_status);
  HideEmptyDefaults(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    const auto chosen = app.get_subcommands();
    const std::string command = chosen.empty() ? "" : " " + chosen.front()->get_name();
    return FailUsage(std::string(error.what()) + "; see filing-review" + command + " --help");
  }
  return exit_status;
}

}  // namespace filing_review::cli
