// --rules and --as-if of the commands that review.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace filing_review::cli {

// --rules=DIR: a folder merged over the built-in rules.
void AddRulesOption(CLI::App& command, std::string& rules_dir);

// --as-if=REGIME.
void AddAsIfOption(CLI::App& command, std::string& regime);

}  // namespace filing_review::cli
