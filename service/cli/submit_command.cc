// filing-review submit FILE…: uploads filings to a server and, with --wait, prints their briefs.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extract/read_error.h"
#include "service/cli/brief_file.h"
#include "service/cli/command_line.h"
#include "service/cli/export_options.h"
#include "service/cli/filing_options.h"
#include "service/cli/input_file.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"
#include "service/cli/progress_display.h"
#include "service/cli/server_options.h"
#include "service/render/formats.h"
#include "service/service_error.h"

namespace filing_review::cli {

namespace {

struct SubmitArguments {
  std::vector<std::string> files;
  ServerOptions server;
  bool validate_only = false;
  bool wait = false;
  ExportOptions form{.format = "text"};
  std::string out_dir;
  std::string ocr;
  int32_t review_seconds = 0;  // 0: without end
  FilingOptions filing;
  DocumentOptions documents;
};

struct Submitted {
  std::string file;
  std::string stem;  // of its renderings; different for each file
  v1::Filing filing;
};

absl::StatusOr<v1::Filing> Upload(service::FilingClient& client, const std::string& path,
                                  const DocumentOptions& others, v1::SubmitFilingHeader header) {
  std::vector<OpenFile> files;
  std::vector<service::FilingClient::Document> documents;
  int64_t size = 0;
  for (const NamedDocument& named : DocumentsOf(path, others)) {
    absl::StatusOr<OpenFile> file = OpenFiling(named.path);
    if (!file.ok()) {
      if (named.role == v1::DOCUMENT_ROLE_MAIN) return file.status();
      return extract::ReadError(extract::ReasonOf(file.status()).c_str(),
                                named.path + ": " + std::string(file.status().message()));
    }
    std::error_code error;
    size += static_cast<int64_t>(std::filesystem::file_size(named.path, error));
    files.push_back(*std::move(file));
    if (named.role == v1::DOCUMENT_ROLE_MAIN) continue;
    service::FilingClient::Document& document = documents.emplace_back();
    document.fd = files.back().fd();
    document.description.set_role(named.role);
    document.description.set_display_name(std::filesystem::path(named.path).filename().string());
  }
  const std::filesystem::path name = std::filesystem::path(path).filename();
  header.set_display_name(name.string());
  ProgressDisplay display(name.string());
  return client.Submit(files.front().fd(), header, std::move(documents),
                       [&](int64_t sent) { display.Sent(sent, size); });
}

// The error of a FAILED filing: the document's fault, a limit, or the server's.
absl::Status FailureOf(const v1::FilingError& error) {
  const std::string& reason = error.reason();
  if (reason == service::kReasonAttempts || reason == service::kReasonStorage ||
      reason == "internal") {
    return service::ServiceError(absl::StatusCode::kUnavailable, reason.c_str(), error.message());
  }
  return extract::ReadError(reason.c_str(), error.message());
}

absl::Status WriteFiles(service::FilingClient& client, const SubmitArguments& arguments,
                        const Submitted& submitted) {
  if (arguments.out_dir.empty()) return absl::OkStatus();
  const absl::StatusOr<v1::ReviewBrief> brief = client.GetBrief(submitted.filing.name());
  if (!brief.ok()) return brief.status();
  return WriteRenderings(*brief, arguments.out_dir, submitted.stem,
                         *render::Words::In(arguments.form.language));
}

// Waits for one filing, prints the last revision of its brief and writes the renderings of each.
int Deliver(service::FilingClient& client, const SubmitArguments& arguments,
            const std::string& password, const Submitted& submitted) {
  absl::Status written;
  absl::StatusOr<v1::Filing> filing = [&] {
    ProgressDisplay display(submitted.filing.display_name());
    bool first = true;
    return client.Watch(submitted.filing.name(), [&](const v1::Filing& state) {
      display.Reviewed(state);
      if (state.brief_revision() == 0 || !std::exchange(first, false)) return;
      // The first revision need not wait for recognition.
      written = WriteFiles(client, arguments, submitted);
    });
  }();
  if (!filing.ok()) return Fail(submitted.file, filing.status());
  if (filing->state() == v1::FILING_STATE_FAILED) {
    return Fail(submitted.file, FailureOf(filing->error()));
  }
  if (filing->state() == v1::FILING_STATE_CANCELLED) {
    return Fail(submitted.file, absl::CancelledError("its review was cancelled"));
  }
  const absl::StatusOr<v1::ReviewBrief> brief = client.GetBrief(filing->name());
  if (!brief.ok()) return Fail(submitted.file, brief.status());
  if (written.ok() && !arguments.out_dir.empty()) {
    written = WriteRenderings(*brief, arguments.out_dir, submitted.stem,
                              *render::Words::In(arguments.form.language));
  }
  if (!written.ok()) return Fail(submitted.file, written);
  const absl::StatusOr<std::string> bytes =
      client.RenderBrief(RenderRequestOf(filing->name(), arguments.form, password));
  if (!bytes.ok()) return Fail(submitted.file, bytes.status());
  written = WriteOutput(*bytes);
  if (!written.ok()) return Fail("standard output", written);
  if (filing->ocr_state() == v1::OCR_STATE_FAILED) {
    PrintNote(submitted.file + ": pages were not recognised: " + filing->ocr_error().message() +
              " [" + filing->ocr_error().reason() + "]");
  }
  return filing->state() == v1::FILING_STATE_PARTIAL ? kExitPartial : kExitComplete;
}

int RunSubmit(const SubmitArguments& arguments) {
  if (arguments.files.size() > 1 && DocumentsOf("", arguments.documents).size() > 1) {
    return FailUsage("further documents belong to one filing; give one FILE with them");
  }
  PipelineOptions options;
  if (const absl::Status status = FillOptions(arguments.filing, options); !status.ok()) {
    return Fail("submit", status);
  }
  if (arguments.wait) {
    if (const absl::Status status = CheckTerminal(arguments.form.format); !status.ok()) {
      return Fail("standard output", status);
    }
  }
  const auto client = Connect(arguments.server);
  if (!client.ok()) return Fail(arguments.server.access.server, client.status());
  v1::SubmitFilingHeader header;
  header.set_validate_only(arguments.validate_only);
  header.set_listing_venue(options.classify.venue);
  header.set_filing_date(options.classify.filing_date);
  header.set_password(options.read.password);
  if (arguments.review_seconds > 0) {
    header.mutable_review_timeout()->set_seconds(arguments.review_seconds);
  }
  header.set_ocr_mode(SubmittedOcrModeNamed(arguments.ocr));
  int worst = kExitComplete;
  std::vector<Submitted> submitted;
  std::map<std::string, int> stems;
  for (const std::string& path : arguments.files) {
    absl::StatusOr<v1::Filing> filing = Upload(**client, path, arguments.documents, header);
    if (!filing.ok()) {
      worst = std::max(worst, Fail(path, filing.status()));
      continue;
    }
    std::string stem = std::filesystem::path(path).stem().string();
    if (const int others = stems[stem]++; others > 0) stem += "-" + std::to_string(others + 1);
    submitted.push_back({path, stem, *std::move(filing)});
    if (!arguments.wait) {
      const v1::Filing& filed = submitted.back().filing;
      const absl::Status written = WriteOutput(
          arguments.validate_only ? "valid\t" + filed.sha256() + "\t" + filed.display_name() + "\n"
                                  : filed.name() + "\t" + StateName(filed.state()) + "\t" +
                                        filed.display_name() + "\n");
      if (!written.ok()) return Fail("standard output", written);
    }
  }
  if (arguments.wait) {
    for (const Submitted& one : submitted) {
      worst = std::max(worst, Deliver(**client, arguments, options.read.password, one));
    }
  }
  return worst;
}

}  // namespace

void AddSubmitCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("submit", "Submit PDFs to a server");
  auto arguments = std::make_shared<SubmitArguments>();
  command->add_option("FILE", arguments->files, "Filings, PDFs")->required();
  AddServerOptions(*command, arguments->server);
  CLI::Option* wait = command->add_flag(
      "--wait", arguments->wait, "Wait for the briefs, recognised pages included, and print them");
  command
      ->add_flag("--validate-only", arguments->validate_only,
                 "Let the server check what would be submitted, and keep nothing")
      ->excludes(wait);
  AddExportOptions(*command, arguments->form, "What --wait prints");
  command->add_option("--out", arguments->out_dir,
                      "With --wait: folder that gets each brief in every format of text");
  AddOcrOption(*command, arguments->ocr);
  AddReviewSeconds(*command, arguments->review_seconds);
  AddFilingOptions(*command, arguments->filing);
  AddDocumentOptions(*command, arguments->documents);
  command->callback([arguments, &exit_status] { exit_status = RunSubmit(*arguments); });
}

}  // namespace filing_review::cli
