// The sub-commands of bulk: a corpus on a cluster, and what is read of the output of runs.
#pragma once

namespace CLI {
class App;
}

namespace filing_review::cli {

// Each adds its sub-command to `bulk`; it runs after parsing and sets `exit_status`.
void AddBulkDiff(CLI::App& bulk, int& exit_status);
void AddBulkSearch(CLI::App& bulk, int& exit_status);
void AddBulkMerge(CLI::App& bulk, int& exit_status);
void AddBulkSubmit(CLI::App& bulk, int& exit_status);

}  // namespace filing_review::cli
