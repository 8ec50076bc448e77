// filing-review load: drives a server and prints what its clients see.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "service/cli/command_line.h"
#include "service/cli/outcome.h"
#include "service/cli/server_options.h"
#include "service/client/load_run.h"

namespace filing_review::cli {

namespace {

struct LoadArguments {
  ServerOptions server;
  service::LoadOptions load;
  std::string format = "text";
};

template <typename... Values>
std::string Line(const char* form, Values... values) {
  char line[256];
  std::snprintf(line, sizeof line, form, values...);
  return line;
}

std::string AsText(const service::LoadReport& report, int clients) {
  std::string text =
      Line("clients %d, %.1f s, %lld briefs, %.1f filings a minute\n", clients, report.seconds,
           static_cast<long long>(report.briefs), report.FilingsAMinute());
  text += Line("%-14s %8s %9s %9s %9s\n", "seconds", "count", "p50", "p90", "p99");
  const auto row = [&](const char* name, const std::vector<double>& seconds) {
    text += Line("%-14s %8zu %9.4f %9.4f %9.4f\n", name, seconds.size(),
                 service::Percentile(seconds, 0.5), service::Percentile(seconds, 0.9),
                 service::Percentile(seconds, 0.99));
  };
  row("submit", report.submit_seconds);
  row("time to brief", report.brief_seconds);
  text += Line("cancelled %lld, uploads broken off %lld, waits for a busy server %lld\n",
               static_cast<long long>(report.cancelled), static_cast<long long>(report.aborted),
               static_cast<long long>(report.waits));
  for (const auto& [reason, count] : report.errors) {
    text += "error " + reason + " " + std::to_string(count) + "\n";
  }
  return text;
}

std::string AsJson(const service::LoadReport& report, int clients) {
  const auto times = [](const std::vector<double>& seconds) {
    return Line("{\"count\":%zu,\"p50\":%.6f,\"p90\":%.6f,\"p99\":%.6f}", seconds.size(),
                service::Percentile(seconds, 0.5), service::Percentile(seconds, 0.9),
                service::Percentile(seconds, 0.99));
  };
  std::string errors;
  for (const auto& [reason, count] : report.errors) {
    errors += (errors.empty() ? "\"" : ",\"") + reason + "\":" + std::to_string(count);
  }
  return Line("{\"clients\":%d,\"seconds\":%.3f,\"briefs\":%lld,\"filingsAMinute\":%.1f,", clients,
              report.seconds, static_cast<long long>(report.briefs), report.FilingsAMinute()) +
         "\"submitSeconds\":" + times(report.submit_seconds) +
         ",\"briefSeconds\":" + times(report.brief_seconds) +
         Line(",\"cancelled\":%lld,\"aborted\":%lld,\"waits\":%lld,\"errors\":{",
              static_cast<long long>(report.cancelled), static_cast<long long>(report.aborted),
              static_cast<long long>(report.waits)) +
         errors + "}}\n";
}

int RunLoadCommand(LoadArguments& arguments) {
  const absl::StatusOr<service::ServerAccess> access = AccessOf(arguments.server);
  if (!access.ok()) return Fail("load", access.status());
  arguments.load.access = *access;
  arguments.load.retry_seconds = arguments.server.retry_seconds;
  if (arguments.load.filings == 0 && arguments.load.seconds == 0) arguments.load.filings = 40;
  const absl::StatusOr<service::LoadReport> report = service::RunLoad(arguments.load);
  if (!report.ok()) return Fail("load", report.status());
  const int clients = arguments.load.clients;
  const absl::Status written =
      WriteOutput(arguments.format == "json" ? AsJson(*report, clients) : AsText(*report, clients));
  if (!written.ok()) return Fail("standard output", written);
  return report->errors.empty() ? kExitComplete : kExitUnavailable;
}

}  // namespace

void AddLoadCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("load", "Drive a server and print latencies");
  auto arguments = std::make_shared<LoadArguments>();
  service::LoadOptions& load = arguments->load;
  load.filings = 0;
  AddServerOptions(*command, arguments->server);
  command->add_option("--clients", load.clients, "Clients at once")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command
      ->add_option("--filings", load.filings, "Filings of all clients; 40 where neither is given")
      ->check(CLI::PositiveNumber);
  command->add_option("--seconds", load.seconds, "Begin no filing after so long")
      ->check(CLI::PositiveNumber);
  command->add_option("--sizes", load.pages, "Pages of made-up filings, in turn")
      ->delimiter(',')
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--cancel-rate", load.cancel_rate, "Share of filings to cancel")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--abort-rate", load.abort_rate, "Share of uploads to break off")
      ->check(CLI::Range(0.0, 1.0));
  command->add_flag("--delete", load.delete_after, "Delete each filing when its brief is there");
  command->add_option("--format", arguments->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command->add_option("files", load.files, "PDFs to submit in turn; none: small made-up ones");
  command->callback([arguments, &exit_status] { exit_status = RunLoadCommand(*arguments); });
}

}  // namespace filing_review::cli
