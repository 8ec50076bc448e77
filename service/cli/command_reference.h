// What the command line takes, walked once for everything that tells it: man pages, completion of
// the shell, the table of docs/COMMANDS.md. So none of them can say anything else than --help.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace filing_review::cli {

struct OptionReference {
  std::vector<std::string> names;    // "--format", the short ones first; of a positional its name
  std::string value;                 // "TEXT"; empty for a flag
  std::vector<std::string> choices;  // values it may have, where they are few
  std::string default_value;         // empty: none
  std::string description;
  bool positional = false;
  bool required = false;
  bool repeated = false;
};

struct CommandReference {
  std::vector<std::string> path;  // {"filing-review", "rules", "check"}
  std::string description;
  std::vector<OptionReference> options;  // positionals first
  std::vector<CommandReference> commands;
};

// Without hidden commands and options. The home folder of whoever asks is "~" in it.
CommandReference DescribeCommand(const CLI::App& app);

// "filing-review rules check".
std::string CommandName(const CommandReference& command);

// Every command below `command` and it itself, in order.
std::vector<const CommandReference*> AllCommands(const CommandReference& command);

// Statuses that the program exits with and what they mean.
struct ExitStatusReference {
  int status;
  const char* meaning;
};
const std::vector<ExitStatusReference>& ExitStatuses();

// A page of manual section 1 in man(7) macros.
std::string ManPage(const CommandReference& command, const std::string& version);

// A script for bash that completes commands, options, choices and files.
std::string BashCompletion(const CommandReference& root);

// docs/COMMANDS.md.
std::string CommandTable(const CommandReference& root);

}  // namespace filing_review::cli
