// Pages of the manual (man(7)), from the walk of the command line.
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "service/cli/command_reference.h"

namespace filing_review::cli {

namespace {

// Backslashes, leading dots and quotes, and hyphens, which man would otherwise print as dashes.
std::string Roff(const std::string& text) {
  std::string out = absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}, {"\n", " "}});
  if (!out.empty() && (out[0] == '.' || out[0] == '\'')) out.insert(0, "\\&");
  return out;
}

std::string Synopsis(const CommandReference& command) {
  std::string out = absl::StrCat(".B ", Roff(CommandName(command)), "\n");
  bool flags = false;
  for (const OptionReference& option : command.options) flags |= !option.positional;
  if (flags) absl::StrAppend(&out, "[OPTIONS]\n");
  for (const OptionReference& option : command.options) {
    if (!option.positional) continue;
    const std::string name = Roff(option.names[0]) + (option.repeated ? " \\&..." : "");
    absl::StrAppend(&out, option.required ? name : "[" + name + "]", "\n");
  }
  if (!command.commands.empty()) absl::StrAppend(&out, "COMMAND\n");
  return out;
}

std::string OptionItem(const OptionReference& option) {
  std::string out = ".TP\n.B ";
  absl::StrAppend(&out, Roff(absl::StrJoin(option.names, ", ")));
  if (!option.value.empty() && !option.positional) absl::StrAppend(&out, " ", option.value);
  absl::StrAppend(&out, "\n", Roff(option.description));
  if (!option.choices.empty()) {
    absl::StrAppend(&out, " (one of: ", Roff(absl::StrJoin(option.choices, ", ")), ")");
  }
  if (!option.default_value.empty()) {
    absl::StrAppend(&out, " [default: ", Roff(option.default_value), "]");
  }
  return out + "\n";
}

}  // namespace

std::string ManPage(const CommandReference& command, const std::string& version) {
  const std::string dashed = absl::StrJoin(command.path, "-");
  std::string out =
      absl::StrCat(".TH \"", absl::AsciiStrToUpper(Roff(dashed)), "\" 1 \"\" \"Filing Review ",
                   version, "\" \"User Commands\"\n", ".SH NAME\n", Roff(dashed), " \\- ",
                   Roff(command.description), "\n.SH SYNOPSIS\n", Synopsis(command));
  if (!command.options.empty()) {
    absl::StrAppend(&out, ".SH OPTIONS\n");
    for (const OptionReference& option : command.options) {
      absl::StrAppend(&out, OptionItem(option));
    }
  }
  if (!command.commands.empty()) {
    absl::StrAppend(&out, ".SH COMMANDS\n");
    for (const CommandReference& below : command.commands) {
      absl::StrAppend(&out, ".TP\n.BR ", Roff(absl::StrJoin(below.path, "-")), " (1)\n",
                      Roff(below.description), "\n");
    }
  }
  absl::StrAppend(&out, ".SH EXIT STATUS\n");
  for (const ExitStatusReference& status : ExitStatuses()) {
    absl::StrAppend(&out, ".TP\n.B ", status.status, "\n", Roff(status.meaning), "\n");
  }
  if (command.path.size() > 1) {
    std::vector<std::string> above(command.path.begin(), command.path.end() - 1);
    absl::StrAppend(&out, ".SH SEE ALSO\n.BR ", Roff(absl::StrJoin(above, "-")), " (1)\n");
  }
  return out;
}

}  // namespace filing_review::cli
