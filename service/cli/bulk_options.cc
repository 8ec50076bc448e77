#include "service/cli/bulk_options.h"

#include <CLI/CLI.hpp>

namespace filing_review::cli {

void AddRetryOption(CLI::App& command, std::string& retry) {
  command
      .add_option("--retry", retry,
                  "Filings of an earlier run to review again: failed, partial or all (both)")
      ->check(CLI::IsMember({"failed", "partial", "all"}));
}

void AddPartFilingsOption(CLI::App& command, int32_t& filings) {
  command.add_option("--part-filings", filings, "Filings in a part of the output")
      ->check(CLI::Range(1, 100'000))
      ->capture_default_str();
}

}  // namespace filing_review::cli
