// What BulkRun makes of all results at the end: the index, tables, the report.
#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

#include "service/bulk/bulk_run.h"
#include "service/bulk/corpus_report.h"
#include "service/bulk/csv_tables.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/index_database.h"
#include "service/bulk/review_cost.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

// Adds a file of the folder to the manifest. Reads it piece by piece: an index may be large.
absl::Status AddFile(const std::string& folder, const std::string& name, RunManifest& manifest) {
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

}  // namespace

absl::Status BulkRun::WriteTables(RunManifest& manifest) {
  std::error_code error;
  std::filesystem::create_directories(InFolder("tables"), error);
  auto index = IndexWriter::Create(InFolder(kIndexName));
  if (!index.ok()) return index.status();
  ReviewCosts costs;
  for (size_t i = 0; i < sources_.size() && !stop_; ++i) {
    const OutputLine line = LineOf(i);
    bulk::v1::Review review;
    review.set_reason(line.reason);
    review.set_message(line.message);
    if (line.known.outcome_digest.empty() || !line.duplicate_of.empty()) {
      (*index)->Add(line, review, nullptr);
      continue;
    }
    absl::StatusOr<bulk::v1::Review> read = journal_->Read(line.known);
    if (!read.ok()) return read.status();
    costs.Add(line.id, *read);
    if (read->brief_zstd().empty()) {
      (*index)->Add(line, *read, nullptr);
      continue;
    }
    const absl::StatusOr<v1::ReviewBrief> brief = BriefOf(*read);
    if (!brief.ok()) return brief.status();
    (*index)->Add(line, *read, &*brief);
  }
  if (const absl::Status finished = (*index)->Finish(); !finished.ok()) return finished;
  if (stop_) return absl::CancelledError("stopped");
  std::vector<std::string> names = {kIndexName};
  for (const char* table : kIndexTables) {
    const std::string name = std::string("tables/") + table + ".csv";
    const absl::Status written = WriteCsvTable((*index)->file(), table, InFolder(name));
    if (!written.ok()) return written;
    names.push_back(name);
  }
  const std::string report = CorpusReport((*index)->file(), manifest, costs);
  if (const absl::Status& read = (*index)->file().status(); !read.ok()) return read;
  index->reset();
  absl::Status status = PutInPlace(InFolder(kIndexName));
  if (status.ok()) status = WriteDurably(InFolder(kReportName), report);
  for (const std::string& name : names) {
    if (status.ok()) status = AddFile(options_.out_dir, name, manifest);
  }
  return status;
}

}  // namespace filing_review::service
