#include "service/cli/serve_settings.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "service/cli/command_line.h"
#include "service/cli/server_limit_table.h"
#include "service/service_error.h"
#include "service/store/postgres_database.h"

namespace filing_review::cli {

namespace {

std::string DefaultDataDir() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') {
    return std::string(state) + "/filing-review";
  }
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr && *home != '\0' ? home : ".") + "/.local/state/filing-review";
}

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "\"";
}

// False where a quoted value does not end, or something but a comment follows it.
bool ReadValue(const std::string& text, std::string& value) {
  value.clear();
  if (text.empty() || text[0] != '"') {
    value = Trimmed(text.substr(0, text.find('#')));
    return !value.empty();
  }
  size_t i = 1;
  for (; i < text.size() && text[i] != '"'; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  if (i == text.size()) return false;
  const std::string rest = Trimmed(text.substr(i + 1));
  return rest.empty() || rest[0] == '#';
}

absl::Status Wrong(const std::string& path, int line, const std::string& what) {
  return service::ServiceError(absl::StatusCode::kInvalidArgument, "bad_config",
                               path + ":" + std::to_string(line) + ": " + what);
}

// Other users of the machine see command lines.
std::string WithoutPassword(const std::string& url) {
  const absl::StatusOr<bool> found = service::HasPassword(url);
  if (!found.ok()) return std::string(found.status().message());
  return *found ? "holds a password, which others could see; use --database-file" : "";
}

}  // namespace

ServeSettings::ServeSettings() {
  server.listen = kDefaultServer;
  server.desk.data_dir = DefaultDataDir();
}

std::string Setting::Text() const {
  if (const auto* text = std::get_if<std::string*>(&value)) return Quoted(**text);
  if (const auto* number = std::get_if<int32_t*>(&value)) return std::to_string(**number);
  return std::to_string(**std::get_if<int64_t*>(&value));
}

std::vector<Setting> SettingsOf(ServeSettings& settings) {
  service::ServerOptions& server = settings.server;
  service::DeskOptions& desk = server.desk;
  service::ServerLimits& limits = desk.limits;
  std::vector<Setting> settings_of = {
      {"listen", "HOST:PORT (port 0: any free one) or unix:PATH", &server.listen},
      {"tls-cert", "PEM file of the server's certificate chain", &server.tls.certificate},
      {"tls-key", "PEM file of its private key", &server.tls.key},
      {"tls-client-ca", "PEM file of authorities; clients must show a certificate of theirs",
       &server.tls.client_ca},
      {"access-list", "File of callers: name, roles, credential; see filing-review token",
       &server.access_list},
      {"data-dir", "Folder of filings and briefs", &desk.data_dir},
      {"database",
       "URL of a PostgreSQL that servers share, without a password; otherwise SQLite in data-dir",
       &desk.database_url},
      {"database-file", "File whose first line is that URL, with its password",
       &settings.database_file},
      {"blob-dir", "Folder of the filings' bytes that the servers on one database share",
       &desk.blob_dir},
      {"rules", "Folder of *.textproto rules, merged over the built-in ones", &desk.rules_dir},
      {"http",
       "HOST:PORT of the HTTP port: the reviewer's console, gRPC-Web, documents, uploads, "
       "/healthz, "
       "/readyz, /metrics; with TLS where gRPC has it; empty: none",
       &server.http},
      {"console-dir", "Folder of the built console; otherwise the one beside the program",
       &server.console_dir},
      {"http-token-file",
       "File whose first line is the token that /metrics wants; without it a new one is printed at "
       "each start",
       &settings.http_token_file},
      {"http-hosts", "Further names that the Host header of the HTTP port may hold, by commas",
       &settings.http_hosts},
      {"log", "Form of the log: auto (text on a terminal, otherwise JSON lines), json or text",
       &server.log_form},
      {"workers", "Reviews at once; 0: one a core", &desk.workers, 0},
      {"ocr",
       "Recognise pages without usable text, where a submitter does not say: off or auto; the "
       "brief with them is its revision 2",
       &settings.ocr},
  };
  for (const ServerLimitRow& row : ServerLimitTable()) {
    std::string meaning = row.meaning;
    meaning[0] = absl::ascii_toupper(static_cast<unsigned char>(meaning[0]));
    Setting& setting = settings_of.emplace_back();
    setting.key = row.key;
    setting.meaning = std::move(meaning);
    std::visit([&](auto field) { setting.value = &(limits.*field); }, row.field);
    setting.least = row.least;
  }
  return settings_of;
}

void AddServeOptions(CLI::App& command, ServeSettings& settings) {
  for (const Setting& setting : SettingsOf(settings)) {
    const std::string name = std::string("--") + setting.key;
    CLI::Option* option =
        std::visit([&](auto* value) { return command.add_option(name, *value, setting.meaning); },
                   setting.value);
    option->capture_default_str();
    if (std::holds_alternative<int32_t*>(setting.value)) {
      option->check(CLI::Range(setting.least, int64_t{std::numeric_limits<int32_t>::max()}));
    } else if (std::holds_alternative<int64_t*>(setting.value)) {
      option->check(CLI::Range(setting.least, std::numeric_limits<int64_t>::max()));
    }
  }
  command.get_option("--database")->check(WithoutPassword);
  command.get_option("--workers")->check(CLI::Range(0, 1024));
  command.get_option("--ocr-workers")->check(CLI::Range(1, 1024));
  command.get_option("--ocr")->check(CLI::IsMember({"off", "auto"}));
  command.get_option("--log")->check(CLI::IsMember({"auto", "json", "text"}));
}

absl::Status ApplyConfigFile(CLI::App& command, ServeSettings& settings, const std::string& path) {
  std::ifstream in(path);
  if (!in) return Wrong(path, 0, "cannot be read");
  std::set<std::string> known, seen;
  for (const Setting& setting : SettingsOf(settings)) known.insert(setting.key);
  std::string text;
  for (int line = 1; std::getline(in, text); ++line) {
    text = Trimmed(text);
    if (text.empty() || text[0] == '#') continue;
    const size_t equals = text.find('=');
    if (equals == std::string::npos) return Wrong(path, line, "is not 'key = value'");
    const std::string key = Trimmed(text.substr(0, equals));
    if (known.count(key) == 0) {
      return Wrong(path, line, "unknown key '" + key + "'; serve --print-config lists the keys");
    }
    if (!seen.insert(key).second) return Wrong(path, line, "'" + key + "' stands twice");
    std::string value;
    if (!ReadValue(Trimmed(text.substr(equals + 1)), value)) {
      return Wrong(path, line,
                   "the value of '" + key + "' is missing or its quotes are not closed");
    }
    CLI::Option* option = command.get_option("--" + key);
    if (option->count() > 0) continue;  // the command line says otherwise
    if (value.empty()) {
      for (const Setting& setting : SettingsOf(settings)) {
        if (setting.key != key) continue;
        if (const auto* held = std::get_if<std::string*>(&setting.value)) (*held)->clear();
      }
      continue;
    }
    try {
      option->add_result(value);
      option->run_callback();
    } catch (const CLI::Error& error) {
      return Wrong(path, line, error.what());
    }
  }
  if (in.bad()) return Wrong(path, 0, "cannot be read to its end");
  return absl::OkStatus();
}

std::string PrintedConfig(ServeSettings settings) {
  ServeSettings defaults;
  const std::vector<Setting> now = SettingsOf(settings), usual = SettingsOf(defaults);
  std::string text = "# Settings of filing-review serve; read by --config FILE.\n";
  for (size_t i = 0; i < now.size(); ++i) {
    const std::string value = now[i].Text();
    const bool is_default = value == usual[i].Text();
    text += "\n# " + now[i].meaning + ".\n" + now[i].key + " = " + value +
            (is_default ? "  # default" : "  # default: " + usual[i].Text()) + "\n";
  }
  return text;
}

}  // namespace filing_review::cli
