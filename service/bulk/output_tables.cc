#include "service/bulk/output_tables.h"

#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "service/bulk/corpus_report.h"
#include "service/bulk/csv_tables.h"
#include "service/bulk/durable_file.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

// Reads it piece by piece: an index may be large.
absl::Status AddToManifest(const std::string& folder, const std::string& name,
                           RunManifest& manifest) {
  std::ifstream in(folder + "/" + name, std::ios::binary);
  Sha256Stream digest;
  std::vector<char> buffer(1 << 20);
  int64_t size = 0;
  while (in.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) || in.gcount() > 0) {
    digest.Add({buffer.data(), static_cast<size_t>(in.gcount())});
    size += in.gcount();
  }
  if (!in.eof()) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonStorage,
                        folder + "/" + name + " cannot be read; check the disk");
  }
  manifest.files.push_back({name, size, digest.Finish()});
  return absl::OkStatus();
}

absl::Status AddToIndex(const OutputLine& line, const RunJournal& journal, IndexWriter& index,
                        ReviewCosts& costs) {
  bulk::v1::Review review;
  review.set_reason(line.reason);
  review.set_message(line.message);
  if (line.known.outcome_digest.empty() || !line.duplicate_of.empty()) {
    index.Add(line, review, nullptr);
    return absl::OkStatus();
  }
  absl::StatusOr<bulk::v1::Review> read = journal.Read(line.known);
  if (!read.ok()) return read.status();
  costs.Add(line.id, *read);
  if (read->brief_zstd().empty()) {
    index.Add(line, *read, nullptr);
    return absl::OkStatus();
  }
  const absl::StatusOr<v1::ReviewBrief> brief = BriefOf(*read);
  if (!brief.ok()) return brief.status();
  index.Add(line, *read, &*brief);
  return absl::OkStatus();
}

absl::Status WriteOutputTables(std::unique_ptr<IndexWriter> index, const std::string& folder,
                               const ReviewCosts& costs, RunManifest& manifest) {
  std::error_code error;
  std::filesystem::create_directories(folder + "/tables", error);
  if (const absl::Status finished = index->Finish(); !finished.ok()) return finished;
  std::vector<std::string> names = {kIndexName};
  for (const char* table : kIndexTables) {
    const std::string name = std::string("tables/") + table + ".csv";
    const absl::Status written = WriteCsvTable(index->file(), table, folder + "/" + name);
    if (!written.ok()) return written;
    names.push_back(name);
  }
  const std::string report = CorpusReport(index->file(), manifest, costs);
  if (const absl::Status& read = index->file().status(); !read.ok()) return read;
  index.reset();
  absl::Status status = PutInPlace(folder + "/" + kIndexName);
  if (status.ok()) status = WriteDurably(folder + "/" + kReportName, report);
  for (const std::string& name : names) {
    if (status.ok()) status = AddToManifest(folder, name, manifest);
  }
  return status;
}

}  // namespace filing_review::service
