// The command line of filing-review. Each sub-command is one file of this folder that offers one
// function; service/cli/command_line.cc lists them.
//
// Exit status: see service/cli/outcome.h. Results go to stdout, one-line messages to stderr.
#pragma once

namespace CLI {
class App;
}

namespace filing_review::cli {

// Where serve listens and its clients call.
inline constexpr char kDefaultServer[] = "127.0.0.1:50061";

int RunCommandLine(int argc, char** argv);

// Each adds its sub-command to `app`; when the sub-command is chosen it runs after parsing and
// sets `exit_status`, which outlives the parse.
void AddAuditCommand(CLI::App& app, int& exit_status);
void AddBriefCommand(CLI::App& app, int& exit_status);
void AddBulkCommand(CLI::App& app, int& exit_status);
void AddCompareCommand(CLI::App& app, int& exit_status);
void AddEvalCommand(CLI::App& app, int& exit_status);
void AddFilingCommands(CLI::App& app, int& exit_status);
void AddQuantitiesCommand(CLI::App& app, int& exit_status);
void AddLoadCommand(CLI::App& app, int& exit_status);
void AddReferenceCommand(CLI::App& app, int& exit_status);
void AddRenderCommand(CLI::App& app, int& exit_status);
void AddRulesCommand(CLI::App& app, int& exit_status);
void AddServeCommand(CLI::App& app, int& exit_status);
void AddSubmitCommand(CLI::App& app, int& exit_status);
void AddBackupCommand(CLI::App& app, int& exit_status);
void AddTokenCommand(CLI::App& app, int& exit_status);
void AddTextCommand(CLI::App& app, int& exit_status);

}  // namespace filing_review::cli
