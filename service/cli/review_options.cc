#include "service/cli/review_options.h"

#include <CLI/CLI.hpp>

#include "service/cli/outcome.h"
#include "service/client/server_reviews.h"

namespace filing_review::cli {

void AddReviewOptions(CLI::App& command, ReviewOptions& options) {
  AddServerOptions(command, options.server);
  command
      .add_option("--data-dir", options.data_dir,
                  "A server's folder, also while it runs, or its back-up, in place of the server")
      ->excludes("--server");
}

absl::StatusOr<std::unique_ptr<service::ReviewSource>> OpenSource(const ReviewOptions& options) {
  if (!options.data_dir.empty()) return service::OpenReviews(options.data_dir);
  const absl::StatusOr<service::ServerAccess> access = AccessOf(options.server);
  if (!access.ok()) return access.status();
  return service::ReachReviews(*access, options.server.retry_seconds,
                               [](const std::string& why) { PrintNote(why); });
}

std::string SubjectOf(const ReviewOptions& options) {
  return options.data_dir.empty() ? options.server.access.server : options.data_dir;
}

}  // namespace filing_review::cli
