// filing-review rules explain FILE --page=N: what the rules said of a page.
#pragma once

namespace CLI {
class App;
}

namespace filing_review::cli {

// Adds the sub-command to `rules`.
void AddRulesExplain(CLI::App& rules, int& exit_status);

}  // namespace filing_review::cli
