// Which filings a run is over.
//
//   Source defaults;                       // venue and date of filings whose list says none
//   StatusOr<std::vector<Source>> sources = ListSources({"filings/", "more/*.pdf", "list.jsonl"},
//                                                       defaults, std::cin, limits);
//
// What is given may be
//   - a folder: every *.pdf below it (links to folders are not followed);
//   - a PDF, known by its name or by its first bytes;
//   - a pattern of the shell that names no file itself;
//   - a list: a path a line, or a JSON object a line with "path" and, where wanted, "id", "venue"
//     (US, HK, CN_MAINLAND, OTHER), "filing_date" (YYYY-MM-DD) and "documents", further documents
//     of the filing: [{"path": …, "role": "EXHIBIT"}, …], roles CHAPTER, EXHIBIT, LEGAL_OPINION,
//     TRANSLATION, INQUIRY_REPLY; a "size" is passed over. Paths are relative to the list's folder.
//     Empty lines and those that begin with '#' are passed over;
//   - "-": such a list on standard input, its paths relative to the working directory.
//
// A path of a list that leads nowhere is no error here: its filing fails by itself.
// Errors are INVALID_ARGUMENT with reason bad_source, bad_manifest or source_count_limit.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/v1/brief.pb.h"
#include "service/limits.h"

namespace filing_review::service {

inline constexpr char kReasonBadSource[] = "bad_source";
inline constexpr char kReasonBadManifest[] = "bad_manifest";
inline constexpr char kReasonSourceCount[] = "source_count_limit";

// A further document of a filing.
struct SourceDocument {
  std::string path;
  v1::DocumentRole role = v1::DOCUMENT_ROLE_EXHIBIT;

  bool operator==(const SourceDocument&) const = default;
};

struct Source {
  std::string id;    // the path where the list gives none
  std::string path;  // as it is opened
  v1::ListingVenue venue = v1::LISTING_VENUE_UNSPECIFIED;
  std::string filing_date;  // empty: not given
  // By role, in the order of roles; of a role in the order given.
  std::vector<SourceDocument> documents;

  bool operator==(const Source&) const = default;
};

// Sorted by id, bytewise; a source that is given twice is there once.
absl::StatusOr<std::vector<Source>> ListSources(const std::vector<std::string>& given,
                                                const Source& defaults,
                                                std::istream& standard_input,
                                                const BulkLimits& limits);

// The next filings of a list that is sorted already, at most `most`; paths are taken as they are.
// `name` is told where a line is wrong.
absl::StatusOr<std::vector<Source>> ReadSources(std::istream& list, const std::string& name,
                                                int64_t most, const BulkLimits& limits);

}  // namespace filing_review::service
