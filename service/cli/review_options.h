// Where commands read reviews from: --data-dir, or --server and what goes with it.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/cli/server_options.h"
#include "service/desk/review_source.h"

namespace filing_review::cli {

struct ReviewOptions {
  std::string data_dir;  // empty: the server
  ServerOptions server;
};

void AddReviewOptions(CLI::App& command, ReviewOptions& options);

absl::StatusOr<std::unique_ptr<service::ReviewSource>> OpenSource(const ReviewOptions& options);

// For the one line about an error.
std::string SubjectOf(const ReviewOptions& options);

}  // namespace filing_review::cli
