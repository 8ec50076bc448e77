// The settings of `serve`: one table gives the options of the command line, the keys of the
// configuration file, and what --print-config writes.
//
//   ServeSettings settings;
//   AddServeOptions(*command, settings);             // --KEY of each
//   ApplyConfigFile(*command, settings, "serve.conf")  // keys that the command line left out
//   PrintedConfig(settings)                          // such a file, every key with its comment
//
// A file holds lines `key = value`, blank lines and comments that begin with '#' at the start of a
// line or behind a value; a value with blanks or '#' stands in double quotes.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "service/grpc/server.h"

namespace CLI {
class App;
}

namespace filing_review::cli {

struct ServeSettings {
  service::ServerOptions server;
  std::string ocr = "auto";
  std::string database_file;
  std::string http_token_file;
  std::string http_hosts;  // names and addresses, apart by commas
  ServeSettings();
  ServeSettings(const ServeSettings&) = default;
};

struct Setting {
  const char* key;
  std::string meaning;
  std::variant<std::string*, int32_t*, int64_t*> value;
  int64_t least = 0;  // of a number
  std::string Text() const;
};

// Pointers into `settings`.
std::vector<Setting> SettingsOf(ServeSettings& settings);

void AddServeOptions(CLI::App& command, ServeSettings& settings);

// INVALID_ARGUMENT bad_config with file and line: unreadable, an unknown or doubled key, a value
// that the option would not take.
absl::Status ApplyConfigFile(CLI::App& command, ServeSettings& settings, const std::string& path);

std::string PrintedConfig(ServeSettings settings);

}  // namespace filing_review::cli
