#include "service/cli/rules_option.h"

#include <CLI/CLI.hpp>

namespace filing_review::cli {

void AddRulesOption(CLI::App& command, std::string& rules_dir) {
  command.add_option("--rules", rules_dir,
                     "Folder of *.textproto rules, merged over the built-in ones");
}

void AddAsIfOption(CLI::App& command, std::string& regime) {
  command.add_option("--as-if", regime, "Read this regime as if it were in force");
}

}  // namespace filing_review::cli
