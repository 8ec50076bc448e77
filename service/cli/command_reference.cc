#include "service/cli/command_reference.h"

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

std::string WithoutHome(std::string text) {
  const char* home = std::getenv("HOME");
  if (home != nullptr && home[0] == '/' && home[1] != '\0' && text.rfind(home, 0) == 0) {
    text.replace(0, std::string(home).size(), "~");
  }
  return text;
}

// CLI11 appends what its checks say to the type: "TEXT:{json,text}", "INT:INT in [1 - 9]".
void SplitType(const std::string& type, OptionReference& option) {
  const size_t colon = type.find(':');
  option.value = type.substr(0, colon);
  const size_t open = type.find(":{"), close = type.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return;
  const absl::string_view inside(type.data() + open + 2, close - open - 2);
  for (const absl::string_view choice : absl::StrSplit(inside, ',', absl::SkipEmpty())) {
    option.choices.emplace_back(choice);
  }
}

OptionReference DescribeOption(const CLI::Option& from) {
  OptionReference option;
  for (const std::string& name : from.get_snames()) option.names.push_back("-" + name);
  for (const std::string& name : from.get_lnames()) option.names.push_back("--" + name);
  option.positional = option.names.empty();
  if (option.positional) option.names = {from.get_name(true)};
  if (from.get_items_expected_max() > 0) SplitType(from.get_type_name(), option);
  option.default_value = WithoutHome(from.get_default_str());
  option.description = from.get_description();
  option.required = from.get_required();
  option.repeated = from.get_items_expected_max() > 1;
  return option;
}

CommandReference Describe(const CLI::App& app, std::vector<std::string> path) {
  CommandReference command;
  path.push_back(app.get_name());
  command.path = path;
  command.description = app.get_description();
  for (const bool positional : {true, false}) {
    for (const CLI::Option* option : app.get_options()) {
      if (option->get_group().empty()) continue;
      OptionReference described = DescribeOption(*option);
      if (described.positional == positional) command.options.push_back(std::move(described));
    }
  }
  for (const CLI::App* below : app.get_subcommands({})) {
    if (!below->get_group().empty()) command.commands.push_back(Describe(*below, path));
  }
  return command;
}

}  // namespace

CommandReference DescribeCommand(const CLI::App& app) { return Describe(app, {}); }

std::string CommandName(const CommandReference& command) {
  return absl::StrJoin(command.path, " ");
}

std::vector<const CommandReference*> AllCommands(const CommandReference& command) {
  std::vector<const CommandReference*> all = {&command};
  for (const CommandReference& below : command.commands) {
    for (const CommandReference* one : AllCommands(below)) all.push_back(one);
  }
  return all;
}

const std::vector<ExitStatusReference>& ExitStatuses() {
  static const std::vector<ExitStatusReference> statuses = {
      {kExitComplete, "done; of a brief: complete"},
      {kExitFailed,
       "what was asked for came out negative: examples of rules that fail, filings that differ, "
       "reviews that are broken"},
      {kExitUsage, "wrong usage"},
      {kExitPartial, "pages are unread; the brief names them"},
      {kExitNotReadable, "not a filing that can be read"},
      {kExitUnavailable, "a limit, a worker, the disk or the server"},
      {kExitAgain, "stopped on the way; start it again"},
  };
  return statuses;
}

}  // namespace filing_review::cli
