// filing-review serve: the server, until SIGTERM or SIGINT.
#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "service/cli/command_line.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"
#include "service/cli/stop_signal.h"
#include "service/event_log.h"
#include "service/grpc/server.h"

namespace filing_review::cli {

namespace {

std::string DefaultDataDir() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') {
    return std::string(state) + "/filing-review";
  }
  const char* home = std::getenv("HOME");
  return std::string(home != nullptr && *home != '\0' ? home : ".") + "/.local/state/filing-review";
}

int RunServe(const service::ServerOptions& options) {
  StopSignal stop;  // before the first thread
  const auto server = service::ReviewServer::Start(options);
  if (!server.ok()) {
    const int exit_status = Fail("serve", server.status());
    return exit_status == kExitUsage ? kExitUsage : kExitUnavailable;
  }
  // Whoever starts the server reads this line to learn the port.
  const absl::Status written = WriteOutput("listening on " + (*server)->address() + "\n");
  if (!written.ok()) return Fail("standard output", written);
  service::LogEvent("serving " + options.desk.data_dir + " on " + (*server)->address());
  const int signal = stop.Wait();
  service::LogEvent(std::string(signal == SIGINT ? "SIGINT" : "SIGTERM") +
                    ": finishing running reviews, at most " +
                    std::to_string(options.desk.limits.drain_seconds) + " s");
  (*server)->Stop(options.desk.limits.drain_seconds);
  service::LogEvent("stopped; nothing submitted is lost");
  return kExitComplete;
}

}  // namespace

void AddServeCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("serve", "Serve filings over gRPC");
  auto options = std::make_shared<service::ServerOptions>();
  options->listen = kDefaultServer;
  options->desk.data_dir = DefaultDataDir();
  service::ServerLimits& limits = options->desk.limits;
  command->add_option("--listen", options->listen, "HOST:PORT (port 0: any free one) or unix:PATH")
      ->capture_default_str();
  command->add_option("--tls-cert", options->tls.certificate,
                      "PEM file of the server's certificate chain");
  command->add_option("--tls-key", options->tls.key, "PEM file of its private key");
  command->add_option("--tls-client-ca", options->tls.client_ca,
                      "PEM file of authorities; clients must show a certificate of theirs");
  command->add_option("--access-list", options->access_list,
                      "File of callers: name, roles, credential; see filing-review token");
  command->add_option("--data-dir", options->desk.data_dir, "Folder of filings and briefs")
      ->capture_default_str();
  command->add_option("--rules", options->desk.rules_dir,
                      "Folder of *.textproto rules, merged over the built-in ones");
  command->add_option("--workers", options->desk.workers, "Reviews at once; 0: one a core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command
      ->add_option_function<std::string>(
          "--ocr",
          [options](const std::string& name) {
            options->desk.default_ocr_mode = SubmittedOcrModeNamed(name);
          },
          "Recognise pages without usable text, where a submitter does not say: off or auto (the "
          "default); the brief with them is its revision 2")
      ->check(CLI::IsMember({"off", "auto"}));
  command->add_option("--ocr-workers", limits.ocr_workers, "Filings recognised at once")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command
      ->add_option("--max-ocr-queue", limits.ocr_queue_length,
                   "Most filings waiting for recognition")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->add_option("--max-filing-bytes", limits.filing_bytes, "Largest filing")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--max-queue", limits.queue_length, "Most filings waiting")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--max-uploads", limits.uploads, "Most uploads at once")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--upload-idle-seconds", limits.upload_idle_seconds,
                   "Time after which an upload that sends nothing is dropped")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--max-attempts", limits.attempts, "Tries of one filing")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command
      ->add_option("--drain-seconds", limits.drain_seconds,
                   "Time that running reviews get on SIGTERM")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->callback([options, &exit_status] { exit_status = RunServe(*options); });
}

}  // namespace filing_review::cli
