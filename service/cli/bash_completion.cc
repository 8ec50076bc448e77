// Completion of bash, from the walk of the command line: a case a command.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/command_reference.h"

namespace filing_review::cli {

std::string BashCompletion(const CommandReference& root) {
  std::string words, choices;
  for (const CommandReference* command : AllCommands(root)) {
    std::vector<std::string> all;
    for (const CommandReference& below : command->commands) all.push_back(below.path.back());
    for (const OptionReference& option : command->options) {
      if (option.positional) continue;
      for (const std::string& name : option.names) {
        all.push_back(name);
        if (!option.choices.empty()) {
          absl::StrAppend(&choices, "    '", CommandName(*command), " ", name, "') choices='",
                          absl::StrJoin(option.choices, " "), "' ;;\n");
        }
      }
    }
    absl::StrAppend(&words, "    '", CommandName(*command), "') words='", absl::StrJoin(all, " "),
                    "' ;;\n");
  }
  return absl::StrCat(
      R"(# Completion of filing-review for bash; made by `filing-review reference`.
_filing_review() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local command=filing-review words choices word index candidate
  # bash parts "--format=json" into three words.
  if [ "$current" = "=" ]; then current=; elif [ "$before" = "=" ]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    candidate="$command ${COMP_WORDS[index]}"
    case "$candidate" in
)",
      [&] {
        std::string out;
        for (const CommandReference* command : AllCommands(root)) {
          if (command->path.size() > 1) {
            absl::StrAppend(&out, "      '", CommandName(*command), "') command=$candidate ;;\n");
          }
        }
        return out;
      }(),
      R"(    esac
  done
  choices=
  case "$command $before" in
)",
      choices, R"(  esac
  if [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$current"))
    return
  fi
  words=
  case "$command" in
)",
      words, R"(  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  case "$current" in
    -*) ;;
    *) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$current")) ;;
  esac
}
complete -F _filing_review filing-review
)");
}

}  // namespace filing_review::cli
