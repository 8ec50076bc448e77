// filing-review backup: a copy of a data folder, also while its server runs.
#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "service/cli/command_line.h"
#include "service/cli/outcome.h"
#include "service/store/backup.h"

namespace filing_review::cli {

void AddBackupCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand(
      "backup", "Copy a server's data folder, also while it runs; serve the copy to restore");
  struct Folders {
    std::string data_dir;
    std::string to;
  };
  auto folders = std::make_shared<Folders>();
  command->add_option("--data-dir", folders->data_dir, "The server's folder")->required();
  command->add_option("TO", folders->to, "A new folder for the copy")->required();
  command->callback([folders, &exit_status] {
    const absl::Status status = service::BackUp(folders->data_dir, folders->to);
    exit_status = status.ok() ? kExitComplete : Fail("backup", status);
  });
}

}  // namespace filing_review::cli
