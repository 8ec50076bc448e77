#include "service/bulk/source_list.h"

#include <glob.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "service/calendar_date.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

absl::Status BadSource(const std::string& message) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadSource, message);
}

bool IsPdfName(const fs::path& path) {
  return absl::EqualsIgnoreCase(path.extension().string(), ".pdf");
}

bool BeginsAsPdf(const fs::path& path) {
  std::array<char, 5> head{};
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), head.size());
  return std::string_view(head.data(), head.size()) == "%PDF-";
}

class SourceLister {
 public:
  SourceLister(const Source& defaults, std::istream& standard_input, const BulkLimits& limits)
      : defaults_(defaults), standard_input_(standard_input), limits_(limits) {}

  absl::Status Add(const std::string& given) {
    if (given == "-") return AddList(standard_input_, "standard input", "");
    std::error_code error;
    const fs::file_status status = fs::status(given, error);
    if (fs::is_directory(status)) return AddFolder(given);
    if (!fs::exists(status)) return AddPattern(given);
    if (IsPdfName(given) || BeginsAsPdf(given)) return AddFile(given);
    std::ifstream in(given, std::ios::binary);
    if (!in) return BadSource(given + " cannot be read; check the path and its permissions");
    return AddList(in, given, fs::path(given).parent_path());
  }

  absl::StatusOr<std::vector<Source>> AsRead(const std::string& name, int64_t most) {
    if (const absl::Status added = AddList(standard_input_, name, "", most); !added.ok()) {
      return added;
    }
    return std::move(sources_);
  }

  absl::StatusOr<std::vector<Source>> Sorted() {
    std::stable_sort(sources_.begin(), sources_.end(),
                     [](const Source& a, const Source& b) { return a.id < b.id; });
    sources_.erase(std::unique(sources_.begin(), sources_.end()), sources_.end());
    for (size_t i = 1; i < sources_.size(); ++i) {
      if (sources_[i].id != sources_[i - 1].id) continue;
      return BadSource(
          "'" + sources_[i].id +
          "' is given twice with different paths, venues, dates or documents; give each filing "
          "an id of its own");
    }
    return std::move(sources_);
  }

 private:
  absl::Status Keep(Source source) {
    if (static_cast<int64_t>(sources_.size()) >= limits_.sources) {
      return ServiceError(
          absl::StatusCode::kInvalidArgument, kReasonSourceCount,
          "more than " + std::to_string(limits_.sources) + " filings; make several runs of them");
    }
    sources_.push_back(std::move(source));
    return absl::OkStatus();
  }

  absl::Status AddFile(const fs::path& path) {
    Source source = defaults_;
    source.id = source.path = path.lexically_normal().string();
    return Keep(std::move(source));
  }

  absl::Status AddFolder(const fs::path& folder) {
    std::error_code error;
    fs::recursive_directory_iterator it(folder, error), end;
    for (; !error && it != end; it.increment(error)) {
      std::error_code gone;
      if (!IsPdfName(it->path()) || it->is_directory(gone)) continue;
      if (const absl::Status kept = AddFile(it->path()); !kept.ok()) return kept;
    }
    if (!error) return absl::OkStatus();
    return BadSource(folder.string() + " cannot be listed: " + error.message());
  }

  absl::Status AddPattern(const std::string& pattern) {
    if (pattern.find_first_of("*?[") == std::string::npos) {
      return BadSource(pattern + " is not there; check the path");
    }
    glob_t found = {};
    const int code = glob(pattern.c_str(), 0, nullptr, &found);
    absl::Status status;
    if (code == GLOB_NOMATCH) status = BadSource(pattern + " matches no file; check the pattern");
    if (code != 0 && code != GLOB_NOMATCH) status = BadSource(pattern + " cannot be expanded");
    for (size_t i = 0; status.ok() && i < found.gl_pathc; ++i) status = Add(found.gl_pathv[i]);
    globfree(&found);
    return status;
  }

  absl::Status AddList(std::istream& in, const std::string& name, const fs::path& folder,
                       int64_t most = std::numeric_limits<int64_t>::max()) {
    std::string line;
    for (int64_t number = 1; number <= most && std::getline(in, line); ++number) {
      const auto bad = [&](const std::string& what) {
        return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadManifest,
                            name + ":" + std::to_string(number) + ": " + what);
      };
      if (static_cast<int64_t>(line.size()) > limits_.manifest_line_bytes) {
        return bad("a line of more than " + std::to_string(limits_.manifest_line_bytes) +
                   " bytes; give a path or a JSON object a line");
      }
      if (!line.empty() && line.back() == '\r') line.pop_back();
      const size_t first = line.find_first_not_of(" \t");
      if (first == std::string::npos || line[first] == '#') continue;
      if (line.find('\0') != std::string::npos) {
        return bad("is no text; give PDFs names that end in .pdf");
      }
      Source source = defaults_;
      if (line[first] == '{') {
        if (const std::string what = FromJson(line, source); !what.empty()) return bad(what);
      } else {
        source.path = line;
      }
      if (source.id.empty()) source.id = source.path;
      source.path = (folder / source.path).lexically_normal().string();
      for (SourceDocument& document : source.documents) {
        document.path = (folder / document.path).lexically_normal().string();
      }
      if (const absl::Status kept = Keep(std::move(source)); !kept.ok()) return kept;
    }
    if (in.bad()) return BadSource(name + " cannot be read to its end");
    return absl::OkStatus();
  }

  // What is wrong with it; empty where nothing is.
  std::string DocumentsFromJson(const google::protobuf::Value& value, Source& source) const {
    const std::string form =
        "\"documents\" is no list of {\"path\": …, \"role\": …}, roles CHAPTER, EXHIBIT, "
        "LEGAL_OPINION, TRANSLATION or INQUIRY_REPLY";
    if (!value.has_list_value()) return form;
    for (const google::protobuf::Value& item : value.list_value().values()) {
      SourceDocument document;
      bool has_role = false;
      for (const auto& [name, field] : item.struct_value().fields()) {
        if (name == "path") {
          document.path = field.string_value();
        } else if (name == "role") {
          has_role =
              v1::DocumentRole_Parse("DOCUMENT_ROLE_" + field.string_value(), &document.role) &&
              document.role > v1::DOCUMENT_ROLE_MAIN;
        } else {
          return form;
        }
      }
      if (document.path.empty() || !has_role) return form;
      source.documents.push_back(std::move(document));
    }
    // With the main one.
    if (static_cast<int64_t>(source.documents.size()) >= limits_.documents) {
      return "more than " + std::to_string(limits_.documents) +
             " documents of one filing; give the others as filings of their own";
    }
    std::stable_sort(source.documents.begin(), source.documents.end(),
                     [](const auto& a, const auto& b) { return a.role < b.role; });
    return "";
  }

  // What is wrong with the object; empty where nothing is.
  std::string FromJson(const std::string& line, Source& source) const {
    google::protobuf::Struct object;
    if (!google::protobuf::util::JsonStringToMessage(line, &object).ok()) {
      return "is no JSON object";
    }
    // A map of protobuf has no order of its own: of several faults the first by name is told.
    const std::map<std::string, google::protobuf::Value> fields(object.fields().begin(),
                                                                object.fields().end());
    for (const auto& [name, value] : fields) {
      if (name == "documents") {
        if (const std::string what = DocumentsFromJson(value, source); !what.empty()) return what;
        continue;
      }
      if (name == "size") continue;  // of a plan
      if (value.kind_case() != google::protobuf::Value::kStringValue) {
        return "\"" + name + "\" is not a string";
      }
      const std::string& text = value.string_value();
      if (name == "path") {
        source.path = text;
      } else if (name == "id") {
        source.id = text;
      } else if (name == "venue") {
        if (!v1::ListingVenue_Parse("LISTING_VENUE_" + text, &source.venue)) {
          return "no such venue: '" + text + "'; give US, HK, CN_MAINLAND or OTHER";
        }
      } else if (name == "filing_date") {
        if (!IsCalendarDate(text)) return "'" + text + "' is not a date YYYY-MM-DD";
        source.filing_date = text;
      } else {
        return "no such field: '" + name + "'; give path, id, venue, filing_date, documents";
      }
    }
    return source.path.empty() ? "has no \"path\"" : "";
  }

  const Source defaults_;
  std::istream& standard_input_;
  const BulkLimits limits_;
  std::vector<Source> sources_;
};

}  // namespace

absl::StatusOr<std::vector<Source>> ListSources(const std::vector<std::string>& given,
                                                const Source& defaults,
                                                std::istream& standard_input,
                                                const BulkLimits& limits) {
  SourceLister lister(defaults, standard_input, limits);
  for (const std::string& one : given) {
    if (const absl::Status added = lister.Add(one); !added.ok()) return added;
  }
  return lister.Sorted();
}

absl::StatusOr<std::vector<Source>> ReadSources(std::istream& list, const std::string& name,
                                                int64_t most, const BulkLimits& limits) {
  return SourceLister(Source(), list, limits).AsRead(name, most);
}

}  // namespace filing_review::service
