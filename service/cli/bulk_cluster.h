// bulk submit and bulk merge: a corpus on a cluster.
#pragma once

namespace CLI {
class App;
}

namespace filing_review::cli {

// Each adds its sub-command to `bulk`; it runs after parsing and sets `exit_status`.
void AddBulkMerge(CLI::App& bulk, int& exit_status);
void AddBulkSubmit(CLI::App& bulk, int& exit_status);

}  // namespace filing_review::cli
