#include "service/bulk/output_set.h"

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/review_key.h"
#include "service/bulk/zstd_bytes.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

// Of the output, which is kept and sent.
constexpr int kPartLevel = 9;

}  // namespace

std::string PackPart(const std::string& text) { return CompressZstd(text, kPartLevel); }

absl::Status OutputSet::RemoveManifest() {
  if (std::exchange(manifest_removed_, true)) return absl::OkStatus();
  return RemoveDurably(InFolder(kManifestName));
}

absl::Status OutputSet::AddPart(const std::vector<OutputLine>& lines,
                                const std::function<absl::StatusOr<std::string>()>& bytes) {
  for (const OutputLine& line : lines) {
    ++manifest_.filings;
    ++(line.state == bulk::v1::REVIEW_STATE_COMPLETE  ? manifest_.complete
       : line.state == bulk::v1::REVIEW_STATE_PARTIAL ? manifest_.partial
                                                      : manifest_.failed);
    if (!line.duplicate_of.empty()) ++manifest_.duplicates;
  }
  const std::string name = PartName(parts_), path = InFolder(name);
  const std::string plan = PartDigest(lines);
  std::optional<bulk::v1::WrittenPart> part = journal_.Part(parts_);
  struct stat info;
  const bool there = part.has_value() && part->plan_digest() == plan &&
                     stat(path.c_str(), &info) == 0 && info.st_size == part->size_bytes();
  if (!there) {
    if (const absl::Status removed = RemoveManifest(); !removed.ok()) return removed;
    const absl::StatusOr<std::string> made = bytes();
    if (!made.ok()) return made.status();
    part.emplace();
    part->set_number(parts_);
    part->set_plan_digest(plan);
    part->set_size_bytes(static_cast<int64_t>(made->size()));
    part->set_sha256(Sha256Of(*made));
    absl::Status status = WriteDurably(path, *made);
    if (status.ok()) status = journal_.KeepPart(*part);
    if (status.ok()) status = journal_.Sync();
    if (!status.ok()) return status;
  }
  manifest_.files.push_back({name, part->size_bytes(), part->sha256()});
  ++parts_;
  return absl::OkStatus();
}

bool OutputSet::IsThere() const {
  // Of the same parts the same tables were made: what is there is whole.
  const absl::StatusOr<std::string> before = ReadWhole(InFolder(kManifestName));
  return before.ok() && absl::StartsWith(*before, ManifestHead(manifest_));
}

absl::Status OutputSet::Finish(const std::function<absl::Status(RunManifest&)>& write_rest) {
  absl::Status status = RemoveManifest();
  if (status.ok()) status = RemoveOldParts();
  if (status.ok()) status = write_rest(manifest_);
  if (status.ok()) status = WriteDurably(InFolder(kManifestName), ManifestAsJson(manifest_));
  return status;
}

absl::Status OutputSet::RemoveOldParts() {
  std::vector<std::string> old;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool is_part = absl::StartsWith(name, "briefs-") && absl::EndsWith(name, ".jsonl.zst");
    if (is_part && name >= PartName(parts_)) old.push_back(name);
  }
  for (const std::string& name : old) {
    if (const absl::Status gone = RemoveDurably(InFolder(name)); !gone.ok()) return gone;
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
