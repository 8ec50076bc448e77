// filing-review bulk diff A B and bulk search DIR WORDS: what the outputs of runs hold.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "service/bulk/run_diff.h"
#include "service/cli/bulk_subcommands.h"
#include "service/cli/outcome.h"
#include "service/render/plain_text.h"

namespace filing_review::cli {

namespace {

// Prints lines of tab-separated cells; text of filings is made safe for a terminal.
class TablePrinter {
 public:
  void operator()(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) {
      line += (line.empty() ? "" : "\t") + render::PlainText(cell);
    }
    if (written_.ok()) written_ = WriteOutput(line + "\n");
  }
  const absl::Status& written() const { return written_; }

 private:
  absl::Status written_;
};

}  // namespace

void AddBulkDiff(CLI::App& bulk, int& exit_status) {
  struct Arguments {
    std::string a, b;
  };
  CLI::App* command = bulk.add_subcommand("diff", "Say in what two runs differ");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("A", arguments->a, "Output of the earlier run")->required();
  command->add_option("B", arguments->b, "Output of the later run")->required();
  command->callback([arguments, &exit_status] {
    TablePrinter printer;
    const absl::Status done =
        service::DiffRuns(arguments->a, arguments->b, [&](const auto& cells) { printer(cells); });
    exit_status = !done.ok()               ? Fail("diff", done)
                  : printer.written().ok() ? kExitComplete
                                           : Fail("standard output", printer.written());
  });
}

void AddBulkSearch(CLI::App& bulk, int& exit_status) {
  struct Arguments {
    std::string folder, words;
    int most = 1000;
  };
  CLI::App* command = bulk.add_subcommand("search", "Find words in the quotes of a run");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("DIR", arguments->folder, "Output of a run")->required();
  command
      ->add_option("WORDS", arguments->words,
                   "All of them are to be there; Simplified finds Traditional and the other way")
      ->required();
  command->add_option("--limit", arguments->most, "Most lines")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->callback([arguments, &exit_status] {
    TablePrinter printer;
    const absl::Status done =
        service::SearchRun(arguments->folder, arguments->words, arguments->most,
                           [&](const auto& cells) { printer(cells); });
    exit_status = !done.ok()               ? Fail("search", done)
                  : printer.written().ok() ? kExitComplete
                                           : Fail("standard output", printer.written());
  });
}

}  // namespace filing_review::cli
