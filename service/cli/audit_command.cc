// filing-review audit: what was done to filings; audit verify: whether the chains of events of
// reviews hold; audit export: the events of a review.
#include <google/protobuf/util/time_util.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "service/cli/command_line.h"
#include "service/cli/outcome.h"
#include "service/cli/review_options.h"
#include "service/desk/review_verify.h"
#include "service/render/json.h"

namespace filing_review::cli {

namespace {

struct AuditArguments {
  ServerOptions server;
  std::optional<std::string> owner;
  std::string name;  // verify: empty: all
  ReviewOptions reviews;
};

int Write(const std::string& text) {
  const absl::Status written = WriteOutput(text);
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

// One line an event: time, owner, filing, action. The newest first.
int ListAudit(const AuditArguments& arguments) {
  const auto client = Connect(arguments.server);
  if (!client.ok()) return Fail(arguments.server.access.server, client.status());
  v1::ListAuditEventsRequest request;
  request.set_page_size(1000);
  if (arguments.owner.has_value()) request.set_owner(*arguments.owner);
  do {
    const auto page = (*client)->ListAuditEvents(request);
    if (!page.ok()) return Fail("audit", page.status());
    std::string lines;
    for (const v1::AuditEvent& event : page->audit_events()) {
      lines += google::protobuf::util::TimeUtil::ToString(event.event_time()) + "\t" +
               event.owner() + "\t" + event.filing() + "\t" + event.action() + "\n";
    }
    if (const int status = Write(lines); status != kExitComplete) return status;
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return kExitComplete;
}

// One line a review: filing, "ok" or "broken", number of events or what is wrong.
int Verify(const AuditArguments& arguments) {
  const auto source = OpenSource(arguments.reviews);
  if (!source.ok()) return Fail(SubjectOf(arguments.reviews), source.status());
  std::vector<std::string> names = {arguments.name};
  if (arguments.name.empty()) {
    absl::StatusOr<std::vector<std::string>> all = (*source)->Reviewed();
    if (!all.ok()) return Fail(SubjectOf(arguments.reviews), all.status());
    names = *std::move(all);
  }
  size_t broken = 0;
  for (const std::string& name : names) {
    const auto verified = service::VerifyReview(**source, name);
    if (!verified.ok()) return Fail(name, verified.status());
    std::string line = name;
    if (!verified->fault.has_value()) {
      line += "\tok\t" + std::to_string(verified->event_count) + " events\n";
    } else {
      ++broken;
      const int64_t number = verified->fault->number;
      line += "\tbroken\t" + (number > 0 ? "event " + std::to_string(number) : "review") + ": " +
              verified->fault->what + "\n";
    }
    if (const int status = Write(line); status != kExitComplete) return status;
  }
  PrintNote(std::to_string(names.size()) + " reviews checked, " + std::to_string(broken) +
            " broken");
  return broken == 0 ? kExitComplete : kExitFailed;
}

// One event a line, as JSON, with the bytes that its hash is over.
int Export(const AuditArguments& arguments) {
  const auto source = OpenSource(arguments.reviews);
  if (!source.ok()) return Fail(SubjectOf(arguments.reviews), source.status());
  for (int64_t after = 0;;) {
    const auto events = (*source)->Events(arguments.name, after);
    if (!events.ok()) return Fail(arguments.name, events.status());
    if (events->empty()) return kExitComplete;
    std::string lines;
    for (const service::StoredEvent& stored : *events) {
      v1::ReviewEvent event = service::ReadEvent(stored).value_or(v1::ReviewEvent());
      event.set_number(stored.number);
      event.set_hash(stored.hash);
      event.set_previous_hash(stored.previous_hash);
      event.set_event_bytes(stored.bytes);
      lines += render::RenderJson(event, render::JsonLayout::kOneLine);
      if (lines.back() != '\n') lines += '\n';
      after = stored.number;
    }
    if (const int status = Write(lines); status != kExitComplete) return status;
  }
}

}  // namespace

void AddAuditCommand(CLI::App& app, int& exit_status) {
  const auto arguments = std::make_shared<AuditArguments>();
  CLI::App* audit =
      app.add_subcommand("audit",
                         "List what was done to filings, the newest first; or check and "
                         "export the events of reviews");
  AddServerOptions(*audit, arguments->server);
  audit->add_option("--owner", arguments->owner, "Filings of this owner only");
  audit->require_subcommand(0, 1);
  CLI::App* verify = audit->add_subcommand(
      "verify", "Check the chains of events of reviews, and say which event is broken");
  verify->add_option("NAME", arguments->name, "filings/{filing}; all where it is left out");
  AddReviewOptions(*verify, arguments->reviews);
  CLI::App* exported =
      audit->add_subcommand("export", "Print the events of a review, one JSON object a line");
  exported->add_option("NAME", arguments->name, "filings/{filing}")->required();
  AddReviewOptions(*exported, arguments->reviews);
  audit->final_callback([audit, verify, exported, arguments, &exit_status] {
    exit_status = audit->got_subcommand(verify)     ? Verify(*arguments)
                  : audit->got_subcommand(exported) ? Export(*arguments)
                                                    : ListAudit(*arguments);
  });
}

}  // namespace filing_review::cli
