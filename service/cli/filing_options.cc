#include "service/cli/filing_options.h"

#include <CLI/CLI.hpp>

#include "extract/limits.h"
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

std::string LimitsAsText() {
  const extract::Limits limits;
  const struct {
    const char* name;
    int64_t value;
    const char* meaning;
  } rows[] = {
      {"file_bytes", limits.file_bytes, "bytes of a filing; larger: file_size_limit"},
      {"pages", limits.pages, "pages of a filing; more: page_count_limit"},
      {"page_chars", limits.page_chars, "characters of a page; more: page_char_limit"},
      {"page_seconds", limits.page_seconds, "seconds a page; longer: page_time_limit"},
      {"document_seconds", limits.document_seconds,
       "seconds a filing; longer: document_time_limit"},
      {"worker_bytes", limits.worker_bytes, "address space of a worker; more: memory_limit"},
      {"worker_restarts", limits.worker_restarts, "workers lost before the rest is given up"},
  };
  std::string text;
  for (const auto& row : rows) {
    text += std::string(row.name) + "\t" + std::to_string(row.value) + "\t" + row.meaning + "\n";
  }
  return text;
}

}  // namespace filing_review::cli
