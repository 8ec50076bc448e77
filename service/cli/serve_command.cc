// filing-review serve: the server, until SIGTERM or SIGINT.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "absl/strings/str_split.h"
#include "extract/end_process.h"
#include "service/cli/command_line.h"
#include "service/cli/input_file.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"
#include "service/cli/serve_settings.h"
#include "service/cli/stop_signal.h"
#include "service/event_log.h"
#include "service/grpc/server.h"

namespace filing_review::cli {

namespace {

constexpr size_t kLeastTokenBytes = 16;

int RunServe(const service::ServerOptions& options) {
  const bool json =
      options.log_form == "json" || (options.log_form == "auto" && isatty(STDERR_FILENO) == 0);
  service::SetLogForm(json ? service::LogForm::kJson : service::LogForm::kText);
  StopSignal stop;  // before the first thread
  const auto server = service::ReviewServer::Start(options);
  if (!server.ok()) {
    const int exit_status = Fail("serve", server.status());
    return exit_status == kExitUsage ? kExitUsage : kExitUnavailable;
  }
  // Whoever starts the server reads this line to learn the port.
  const absl::Status written = WriteOutput("listening on " + (*server)->address() + "\n");
  if (!written.ok()) return Fail("standard output", written);
  if (const std::string http = (*server)->http_address(); !http.empty()) {
    // The token goes to whoever started the server, not to the log.
    const std::string url = ((*server)->http_is_secure() ? "https://" : "http://") + http;
    const absl::Status said =
        WriteOutput("http on " + http + "\nmetrics on " + url +
                    "/metrics?token=" + (*server)->http_token() + "\nconsole on " + url + "/\n");
    if (!said.ok()) return Fail("standard output", said);
  }
  service::LogEvent("serving " + options.desk.data_dir + " on " + (*server)->address());
  const int signal = stop.Wait();
  service::LogEvent(std::string(signal == SIGINT ? "SIGINT" : "SIGTERM") +
                    ": finishing running reviews, at most " +
                    std::to_string(options.desk.limits.drain_seconds) + " s");
  const bool ended = (*server)->Stop(options.desk.limits.drain_seconds);
  service::LogEvent("stopped; nothing submitted is lost");
  if (!ended) {
    extract::EndProcess(kExitComplete);  // a call still uses the server
  }
  return kExitComplete;
}

int Serve(CLI::App& command, ServeSettings& settings, const std::string& config,
          bool print_config) {
  if (!config.empty()) {
    const absl::Status status = ApplyConfigFile(command, settings, config);
    if (!status.ok()) return Fail("serve", status);
  }
  if (print_config) {
    const absl::Status written = WriteOutput(PrintedConfig(settings));
    return written.ok() ? kExitComplete : Fail("standard output", written);
  }
  service::ServerOptions& server = settings.server;
  if (!settings.database_file.empty()) {
    if (!server.desk.database_url.empty()) {
      return FailUsage("give database or database-file, not both");
    }
    absl::StatusOr<std::string> url = ReadPasswordFile(settings.database_file);
    if (!url.ok()) return Fail("serve", url.status());
    server.desk.database_url = *std::move(url);
  }
  if (!server.desk.database_url.empty() && server.desk.blob_dir.empty()) {
    return FailUsage("servers on one database share a folder of filings; give --blob-dir");
  }
  if (!settings.http_token_file.empty()) {
    absl::StatusOr<std::string> token = ReadPasswordFile(settings.http_token_file);
    if (!token.ok()) return Fail("serve", token.status());
    if (token->size() < kLeastTokenBytes) {
      return FailUsage(settings.http_token_file + ": a token has at least " +
                       std::to_string(kLeastTokenBytes) + " characters");
    }
    server.http_token = *std::move(token);
  }
  server.desk.default_ocr_mode = SubmittedOcrModeNamed(settings.ocr);
  server.http_hosts = absl::StrSplit(settings.http_hosts, ',', absl::SkipWhitespace());
  return RunServe(server);
}

}  // namespace

void AddServeCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("serve", "Serve filings over gRPC");
  auto settings = std::make_shared<ServeSettings>();
  auto config = std::make_shared<std::string>();
  auto print_config = std::make_shared<bool>(false);
  AddServeOptions(*command, *settings);
  command->add_option("--config", *config,
                      "File of settings; what the command line says counts more");
  command->add_flag("--print-config", *print_config, "Print the settings as such a file, and end");
  command->callback(
      [=, &exit_status] { exit_status = Serve(*command, *settings, *config, *print_config); });
}

}  // namespace filing_review::cli
