// The output of a bulk run: parts as soon as their filings are done, in the order of ids, and at
// the end everything else.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "service/bulk/bulk_run.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/zstd_bytes.h"
#include "service/sha256.h"

namespace filing_review::service {

namespace {

namespace fs = std::filesystem;

// Of the output, which is kept and sent.
constexpr int kPartLevel = 9;

}  // namespace

absl::Status BulkRun::WriteReadyParts() {
  const std::unique_lock<std::mutex> lock(part_mutex_, std::try_to_lock);
  if (!lock.owns_lock()) return absl::OkStatus();  // another worker is at it
  while (PartIsReady(next_part_)) {
    if (const absl::Status written = WritePart(next_part_); !written.ok()) return written;
    ++next_part_;
  }
  return absl::OkStatus();
}

bool BulkRun::PartIsReady(size_t number) {
  const size_t size = static_cast<size_t>(options_.limits.part_filings);
  const size_t begin = number * size, end = std::min(begin + size, sources_.size());
  const std::lock_guard<std::mutex> lock(mutex_);
  for (size_t i = begin; i < end; ++i) {
    const Progressed& one = progressed_[i];
    if (!one.resolved || (one.failure == nullptr && !keys_[one.key].done)) return false;
  }
  return begin < end;
}

absl::Status BulkRun::RemoveManifest() {
  if (std::exchange(manifest_removed_, true)) return absl::OkStatus();
  return RemoveDurably(InFolder(kManifestName));
}

OutputLine BulkRun::LineOf(size_t index) {
  OutputLine line;
  line.id = sources_[index].id;
  line.state = bulk::v1::REVIEW_STATE_FAILED;
  const std::lock_guard<std::mutex> lock(mutex_);
  const Progressed& one = progressed_[index];
  if (one.failure != nullptr) {
    line.reason = one.failure->reason;
    line.message = one.failure->message;
    return line;
  }
  line.sha256 = absl::BytesToHexString(one.sha256.str());
  line.known = journal_->Find(one.key.str()).value_or(KnownReview());
  line.state = line.known.state;
  KeyProgress& of_key = keys_[one.key];
  if (of_key.first == KeyProgress::kNone) of_key.first = static_cast<uint32_t>(index);
  if (of_key.first != index) line.duplicate_of = sources_[of_key.first].id;
  return line;
}

absl::Status BulkRun::WritePart(size_t number) {
  const size_t size = static_cast<size_t>(options_.limits.part_filings);
  const size_t begin = number * size, end = std::min(begin + size, sources_.size());
  std::vector<OutputLine> lines;
  std::string outcomes;
  for (size_t i = begin; i < end; ++i) {
    OutputLine line = LineOf(i);
    ++(line.state == bulk::v1::REVIEW_STATE_COMPLETE  ? end_.manifest.complete
       : line.state == bulk::v1::REVIEW_STATE_PARTIAL ? end_.manifest.partial
                                                      : end_.manifest.failed);
    if (!line.duplicate_of.empty()) ++end_.manifest.duplicates;
    outcomes += OutcomeOf(line);
    lines.push_back(std::move(line));
  }
  const std::string path = InFolder(PartName(static_cast<int32_t>(number)));
  const std::string plan = DigestBytes(Sha256Of(outcomes));
  std::optional<bulk::v1::WrittenPart> part = journal_->Part(static_cast<int32_t>(number));
  struct stat info;
  const bool there = part.has_value() && part->plan_digest() == plan &&
                     stat(path.c_str(), &info) == 0 && info.st_size == part->size_bytes();
  if (!there) {
    if (const absl::Status removed = RemoveManifest(); !removed.ok()) return removed;
    std::string text;
    for (const OutputLine& line : lines) {
      absl::StatusOr<std::string> json = LineAsJson(line, *journal_);
      if (!json.ok()) return json.status();
      text += *json;
    }
    const std::string bytes = CompressZstd(text, kPartLevel);
    part.emplace();
    part->set_number(static_cast<int32_t>(number));
    part->set_plan_digest(plan);
    part->set_size_bytes(static_cast<int64_t>(bytes.size()));
    part->set_sha256(Sha256Of(bytes));
    absl::Status status = WriteDurably(path, bytes);
    if (status.ok()) status = journal_->KeepPart(*part);
    if (status.ok()) status = journal_->Sync();
    if (!status.ok()) return status;
  }
  end_.manifest.files.push_back(
      {PartName(static_cast<int32_t>(number)), part->size_bytes(), part->sha256()});
  return absl::OkStatus();
}

absl::Status BulkRun::Finish(BulkEnd& end) {
  if (const absl::Status written = WriteReadyParts(); !written.ok()) return written;
  end.manifest.run = identity_;
  end.manifest.shard = options_.shard;
  end.manifest.filings = static_cast<int64_t>(sources_.size());
  // Of the same parts the same tables were made: what is there is whole.
  const absl::StatusOr<std::string> before = ReadWhole(InFolder(kManifestName));
  end.whole = before.ok() && absl::StartsWith(*before, ManifestHead(end.manifest));
  if (end.whole) return journal_->DropOthers();
  absl::Status status = RemoveManifest();
  if (status.ok()) status = RemoveOldParts();
  if (status.ok()) status = WriteTables(end.manifest);
  if (status.ok()) status = WriteDurably(InFolder(kManifestName), ManifestAsJson(end.manifest));
  end.whole = status.ok();
  if (status.ok()) status = journal_->DropOthers();
  return status.code() == absl::StatusCode::kCancelled ? absl::OkStatus() : status;
}

absl::Status BulkRun::RemoveOldParts() {
  std::vector<std::string> old;
  std::error_code error;
  for (fs::directory_iterator it(options_.out_dir, error), end; !error && it != end;
       it.increment(error)) {
    const std::string name = it->path().filename().string();
    const bool is_part = absl::StartsWith(name, "briefs-") && absl::EndsWith(name, ".jsonl.zst");
    if (is_part && name >= PartName(static_cast<int32_t>(next_part_))) old.push_back(name);
  }
  for (const std::string& name : old) {
    if (const absl::Status gone = RemoveDurably(InFolder(name)); !gone.ok()) return gone;
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
