#include "service/cli/filing_options.h"

#include <CLI/CLI.hpp>

#include "service/calendar_date.h"
#include "service/cli/input_file.h"

namespace filing_review::cli {

void AddFilingOptions(CLI::App& command, FilingOptions& options) {
  command.add_option("--venue", options.venue, "Market: US, HK, CN_MAINLAND or OTHER")
      ->check(CLI::IsMember({"US", "HK", "CN_MAINLAND", "OTHER"}));
  command.add_option("--filing-date", options.filing_date, "Date of the filing, YYYY-MM-DD")
      ->check([](const std::string& text) {
        return service::IsCalendarDate(text) ? std::string()
                                             : "'" + text + "' is not a date YYYY-MM-DD";
      });
  command.add_option("--password-file", options.password_file,
                     "File whose first line is the PDF's password");
}

v1::ListingVenue VenueNamed(const std::string& name) {
  v1::ListingVenue venue = v1::LISTING_VENUE_UNSPECIFIED;
  v1::ListingVenue_Parse("LISTING_VENUE_" + name, &venue);
  return venue;
}

absl::Status FillOptions(const FilingOptions& options, PipelineOptions& pipeline) {
  pipeline.classify.venue = VenueNamed(options.venue);
  pipeline.classify.filing_date = options.filing_date;
  if (!options.password_file.empty()) {
    absl::StatusOr<std::string> password = ReadPasswordFile(options.password_file);
    if (!password.ok()) return password.status();
    pipeline.read.password = *std::move(password);
  }
  return absl::OkStatus();
}

}  // namespace filing_review::cli
