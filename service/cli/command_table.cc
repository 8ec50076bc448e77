// docs/COMMANDS.md, from the walk of the command line.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "service/cli/command_reference.h"

namespace filing_review::cli {

namespace {

std::string Cell(const std::string& text) {
  return absl::StrReplaceAll(text, {{"|", "\\|"}, {"\n", " "}, {"*", "\\*"}, {"<", "&lt;"}});
}

std::string OptionCell(const OptionReference& option) {
  std::string out = "`" + absl::StrJoin(option.names, "`, `") + "`";
  if (!option.choices.empty()) {
    absl::StrAppend(&out, " ", Cell(absl::StrJoin(option.choices, ", ")));
  } else if (!option.value.empty() && !option.positional) {
    absl::StrAppend(&out, " ", Cell(option.value));
  }
  if (option.repeated) absl::StrAppend(&out, " …");
  return out;
}

}  // namespace

std::string CommandTable(const CommandReference& root) {
  std::string out = R"(# Commands

What `--help` says, in one place. Written by `filing-review reference --format=markdown`; a test holds it
against the program.

| exit status | meaning |
|---|---|
)";
  for (const ExitStatusReference& status : ExitStatuses()) {
    absl::StrAppend(&out, "| ", status.status, " | ", Cell(status.meaning), " |\n");
  }
  for (const CommandReference* command : AllCommands(root)) {
    absl::StrAppend(&out, "\n## ", CommandName(*command), "\n\n", Cell(command->description), "\n");
    if (command->options.size() > 1) {
      absl::StrAppend(&out, "\n| | default | meaning |\n|---|---|---|\n");
    }
    for (const OptionReference& option : command->options) {
      if (option.names.back() == "--help") continue;
      absl::StrAppend(&out, "| ", OptionCell(option), " | ",
                      option.default_value.empty() ? (option.required ? "must be given" : "")
                                                   : "`" + Cell(option.default_value) + "`",
                      " | ", Cell(option.description), " |\n");
    }
    for (const CommandReference& below : command->commands) {
      absl::StrAppend(&out, "\n- `", CommandName(below), "`: ", Cell(below.description));
    }
    if (!command->commands.empty()) absl::StrAppend(&out, "\n");
  }
  return out;
}

}  // namespace filing_review::cli
