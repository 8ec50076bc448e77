// What a submitter may say of a filing: market, date, password. Shared by brief and submit.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "filing_review/v1/brief.pb.h"
#include "service/pipeline.h"

namespace CLI {
class App;
}

namespace filing_review::cli {

using service::PipelineOptions;

struct FilingOptions {
  std::string venue;          // US, HK, CN_MAINLAND, OTHER; empty: not given
  std::string filing_date;    // YYYY-MM-DD; empty: not given
  std::string password_file;  // empty: none
};

// --venue, --filing-date, --password-file.
void AddFilingOptions(CLI::App& command, FilingOptions& options);

v1::ListingVenue VenueNamed(const std::string& name);

// Reads the password file. INVALID_ARGUMENT where it cannot be read.
absl::Status FillOptions(const FilingOptions& options, PipelineOptions& pipeline);

}  // namespace filing_review::cli
