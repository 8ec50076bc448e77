#include "service/cli/brief_file.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "extract/read_error.h"
#include "service/brief_bytes.h"
#include "service/cli/input_file.h"
#include "service/render/formats.h"
#include "service/render/json_parse.h"

namespace filing_review::cli {

absl::StatusOr<v1::ReviewBrief> ReadBriefFile(const std::string& path) {
  const absl::StatusOr<OpenFile> checked = OpenFiling(path);
  if (!checked.ok()) return checked.status();
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  if (!in) return absl::UnavailableError("cannot be read");
  const std::string text = bytes.str();
  if (!text.empty() && text.front() == '{') {
    absl::StatusOr<v1::ReviewBrief> brief = render::ParseBriefJson(text);
    if (brief.ok()) return brief;
    return extract::ReadError("not_a_brief", std::string(brief.status().message()) +
                                                 "; make one with filing-review brief");
  }
  absl::StatusOr<v1::ReviewBrief> brief = service::ParseBrief(text);
  if (!brief.ok() || brief->filing().documents().empty()) {
    return extract::ReadError("not_a_brief",
                              "is neither a brief's JSON nor its protobuf bytes; make one with "
                              "filing-review brief");
  }
  return brief;
}

absl::Status WriteRenderings(const v1::ReviewBrief& brief, const std::string& dir,
                             const std::string& stem, const render::Words& words) {
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  for (const render::FormatEntry& entry : render::Formats()) {
    if (error) break;
    if (!entry.is_text) continue;
    const std::filesystem::path path =
        std::filesystem::path(dir) / (stem + std::string(entry.extension));
    const std::filesystem::path part = path.string() + ".part";
    std::ofstream out(part, std::ios::binary);
    out << entry.render(brief, words);
    out.close();
    if (!out) return absl::UnavailableError(path.string() + " cannot be written");
    std::filesystem::rename(part, path, error);
  }
  if (error) return absl::UnavailableError(dir + " cannot be written: " + error.message());
  return absl::OkStatus();
}

}  // namespace filing_review::cli
