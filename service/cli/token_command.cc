// filing-review token NAME: a new bearer token in a file, and the line of a server's access list
// that knows it on stdout:
//
//   filing-review token underwriter --token-file=underwriter.token >> access.list
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

#include "service/access/access_list.h"
#include "service/cli/command_line.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

struct TokenArguments {
  std::string name;
  std::string roles = "submit,read";
  std::string file;
};

// For its owner's eyes; an existing file is somebody's token.
absl::Status WriteSecret(const std::string& path, const std::string& text) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool written =
      fd >= 0 && write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const int error = errno;
  if (fd >= 0) written = close(fd) == 0 && written;
  if (written) return absl::OkStatus();
  return absl::InvalidArgumentError(std::string("cannot be written: ") + std::strerror(error));
}

int RunToken(const TokenArguments& arguments) {
  const std::string token = service::NewToken();
  const std::string line = service::AccessLine(arguments.name, arguments.roles, token);
  if (const auto parsed = service::AccessEntries::Parse(line); !parsed.ok()) {
    return Fail("token", parsed.status());
  }
  absl::Status written = WriteSecret(arguments.file, token + "\n");
  if (!written.ok()) return Fail(arguments.file, written);
  written = WriteOutput(line);
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

}  // namespace

void AddTokenCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand(
      "token", "Write a new bearer token to a file and print its line for serve --access-list");
  auto arguments = std::make_shared<TokenArguments>();
  command->add_option("NAME", arguments->name, "The caller: owner of what it submits")->required();
  command->add_option("--token-file", arguments->file, "New file that gets the token")->required();
  command->add_option("--roles", arguments->roles, "Of submit, read, review, admin, with commas")
      ->capture_default_str();
  command->callback([arguments, &exit_status] { exit_status = RunToken(*arguments); });
}

}  // namespace filing_review::cli
