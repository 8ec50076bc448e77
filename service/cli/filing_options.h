// What a submitter may say of a filing: market, date, password, further documents. Shared by brief
// and submit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

// --review-seconds of what a server reviews; 0, the default: without end.
void AddReviewSeconds(CLI::App& command, int32_t& seconds);

// Further documents of the filing, by role.
struct DocumentOptions {
  std::vector<std::string> chapters, exhibits, legal_opinions, translations, inquiry_replies;
};

// --chapter, --exhibit, --legal-opinion, --translation, --inquiry-reply, each once a file.
void AddDocumentOptions(CLI::App& command, DocumentOptions& options);

// A file and its role.
struct NamedDocument {
  std::string path;
  v1::DocumentRole role = v1::DOCUMENT_ROLE_MAIN;
};

// The main document and the others, roles in the order above, files of a role as given.
std::vector<NamedDocument> DocumentsOf(const std::string& main, const DocumentOptions& options);

v1::ListingVenue VenueNamed(const std::string& name);

// Reads the password file. INVALID_ARGUMENT where it cannot be read.
absl::Status FillOptions(const FilingOptions& options, PipelineOptions& pipeline);

}  // namespace filing_review::cli
