#include "service/cli/filing_options.h"

#include <CLI/CLI.hpp>
#include <limits>

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

void AddReviewSeconds(CLI::App& command, int32_t& seconds) {
  command
      .add_option("--review-seconds", seconds,
                  "How long the review is of use, its wait in the queue included; then it is "
                  "stopped and fails with review_deadline")
      ->check(CLI::Range(1, std::numeric_limits<int32_t>::max()));
}

void AddDocumentOptions(CLI::App& command, DocumentOptions& options) {
  const auto add = [&](const char* name, std::vector<std::string>& files, const char* what) {
    command.add_option(name, files, what)->allow_extra_args(false);
  };
  add("--chapter", options.chapters, "Further chapter of the filing, a PDF; once a file");
  add("--exhibit", options.exhibits, "Exhibit of the filing, a PDF; once a file");
  add("--legal-opinion", options.legal_opinions, "Legal opinion, a PDF; once a file");
  add("--translation", options.translations, "Translation of FILE, a PDF; once a file");
  add("--inquiry-reply", options.inquiry_replies, "Reply to an inquiry, a PDF; once a file");
}

std::vector<NamedDocument> DocumentsOf(const std::string& main, const DocumentOptions& options) {
  std::vector<NamedDocument> documents = {{main, v1::DOCUMENT_ROLE_MAIN}};
  const auto add = [&](const std::vector<std::string>& files, v1::DocumentRole role) {
    for (const std::string& file : files) documents.push_back({file, role});
  };
  add(options.chapters, v1::DOCUMENT_ROLE_CHAPTER);
  add(options.exhibits, v1::DOCUMENT_ROLE_EXHIBIT);
  add(options.legal_opinions, v1::DOCUMENT_ROLE_LEGAL_OPINION);
  add(options.translations, v1::DOCUMENT_ROLE_TRANSLATION);
  add(options.inquiry_replies, v1::DOCUMENT_ROLE_INQUIRY_REPLY);
  return documents;
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
