// filing-review get, list, retry, cancel, delete, hold, release: small calls on filings that
// a server has.
#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "service/cli/command_line.h"
#include "service/cli/export_options.h"
#include "service/cli/filing_options.h"
#include "service/cli/input_file.h"
#include "service/cli/outcome.h"
#include "service/cli/progress_display.h"
#include "service/cli/server_options.h"
#include "service/render/formats.h"
#include "service/render/json.h"

namespace filing_review::cli {

namespace {

struct FilingArguments {
  std::string name;
  ServerOptions server;
  ExportOptions form{.format = ""};  // get: of the brief; empty: the filing itself
  bool as_signed = false;            // get: the brief that was signed
  std::string filter, order;         // list
  std::string password_file;         // retry; empty: none
  int32_t review_seconds = 0;        // retry; 0: without end
};

using Action = std::function<int(service::FilingClient&, const FilingArguments&)>;

int Print(const std::string& subject, const absl::StatusOr<std::string>& text) {
  if (!text.ok()) return Fail(subject, text.status());
  const absl::Status written = WriteOutput(*text);
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

absl::StatusOr<std::string> AsJson(const absl::StatusOr<v1::Filing>& filing) {
  if (!filing.ok()) return filing.status();
  return render::RenderJson(*filing);
}

int Get(service::FilingClient& client, const FilingArguments& arguments) {
  if (arguments.form.format.empty())
    return Print(arguments.name, AsJson(client.Get(arguments.name)));
  if (const absl::Status status = CheckTerminal(arguments.form.format); !status.ok()) {
    return Fail("standard output", status);
  }
  std::string password;
  if (!arguments.password_file.empty()) {
    absl::StatusOr<std::string> read = ReadPasswordFile(arguments.password_file);
    if (!read.ok()) return Fail(arguments.password_file, read.status());
    password = *std::move(read);
  }
  return Print(arguments.name,
               client.RenderBrief(RenderRequestOf(arguments.name, arguments.form, password)));
}

int List(service::FilingClient& client, const FilingArguments& arguments) {
  v1::ListFilingsRequest request;
  request.set_filter(arguments.filter);
  request.set_order_by(arguments.order);
  do {
    const auto page = client.List(request);
    if (!page.ok()) return Fail("list", page.status());
    std::string lines;
    for (const v1::Filing& filing : page->filings()) {
      lines +=
          filing.name() + "\t" + StateName(filing.state()) + "\t" + filing.display_name() + "\n";
    }
    if (const int status = Print("list", lines); status != kExitComplete) return status;
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return kExitComplete;
}

int Cancel(service::FilingClient& client, const FilingArguments& arguments) {
  return Print(arguments.name, AsJson(client.Cancel(arguments.name)));
}

int Retry(service::FilingClient& client, const FilingArguments& arguments) {
  v1::RetryFilingRequest request;
  request.set_name(arguments.name);
  if (arguments.review_seconds > 0) {
    request.mutable_review_timeout()->set_seconds(arguments.review_seconds);
  }
  if (!arguments.password_file.empty()) {
    absl::StatusOr<std::string> read = ReadPasswordFile(arguments.password_file);
    if (!read.ok()) return Fail(arguments.password_file, read.status());
    request.set_password(*std::move(read));
  }
  return Print(arguments.name, AsJson(client.Retry(request)));
}

int Delete(service::FilingClient& client, const FilingArguments& arguments) {
  const absl::Status status = client.Delete(arguments.name);
  return status.ok() ? kExitComplete : Fail(arguments.name, status);
}

Action Hold(bool hold) {
  return [hold](service::FilingClient& client, const FilingArguments& arguments) {
    return Print(arguments.name, AsJson(client.SetLegalHold(arguments.name, hold)));
  };
}

CLI::App* AddOne(CLI::App& app, int& exit_status, const char* name, const char* what, bool named,
                 const std::shared_ptr<FilingArguments>& arguments, const Action& action) {
  CLI::App* command = app.add_subcommand(name, what);
  if (named) command->add_option("NAME", arguments->name, "filings/{filing}")->required();
  AddServerOptions(*command, arguments->server);
  command->callback([arguments, action, &exit_status] {
    const auto client = Connect(arguments->server);
    exit_status = client.ok() ? action(**client, *arguments)
                              : Fail(arguments->server.access.server, client.status());
  });
  return command;
}

}  // namespace

void AddFilingCommands(CLI::App& app, int& exit_status) {
  const auto arguments = std::make_shared<FilingArguments>();
  CLI::App* get =
      AddOne(app, exit_status, "get", "Print a filing's state, or its brief", true, arguments, Get);
  AddExportOptions(*get, arguments->form, "Print the brief in this form");
  get->add_option("--password-file", arguments->password_file,
                  "File whose first line is the document's password");
  get->add_flag("--signed", arguments->as_signed, "The brief that was signed, not the newest one")
      ->needs(get->get_option("--format"));
  CLI::App* list =
      AddOne(app, exit_status, "list", "List filings, the newest first", false, arguments, List);
  list->add_option("--filter", arguments->filter,
                   "Which: state = FAILED AND create_time >= \"2026-01-31T00:00:00Z\"");
  list->add_option("--order-by", arguments->order,
                   "create_time or update_time, with ' desc' for the newest first");
  CLI::App* retry =
      AddOne(app, exit_status, "retry", "Review a filing once more, with the server's rules of now",
             true, arguments, Retry);
  retry->add_option("--password-file", arguments->password_file,
                    "File whose first line is the document's password");
  AddReviewSeconds(*retry, arguments->review_seconds);
  AddOne(app, exit_status, "cancel", "Cancel a review", true, arguments, Cancel);
  AddOne(app, exit_status, "delete", "Delete a filing and its brief", true, arguments, Delete);
  AddOne(app, exit_status, "hold", "Put a filing on legal hold: nobody deletes it", true, arguments,
         Hold(true));
  AddOne(app, exit_status, "release", "Take a filing off legal hold", true, arguments, Hold(false));
}

}  // namespace filing_review::cli
