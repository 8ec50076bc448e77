#include "service/bulk/run_merge.h"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "absl/strings/escaping.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/output_tables.h"
#include "service/bulk/shard_lines.h"
#include "service/service_error.h"
#include "service/sha256.h"

namespace filing_review::service {

struct RunMerge::OpenShard {
  const MergeShard* shard;
  std::unique_ptr<RunJournal> journal;
};

namespace {

absl::Status Damaged(const std::string& folder, const std::string& what) {
  return ServiceError(absl::StatusCode::kDataLoss, kReasonStorage,
                      folder + " " + what + "; remove it, run its shard again, and then the merge");
}

}  // namespace

absl::StatusOr<std::unique_ptr<RunMerge>> RunMerge::Open(const MergeOptions& options,
                                                         std::vector<MergeShard> shards) {
  absl::StatusOr<OutputFolder> folder = OutputFolder::Hold(options.out_dir);
  if (!folder.ok()) return folder.status();
  return std::unique_ptr<RunMerge>(new RunMerge(options, std::move(shards), *std::move(folder)));
}

RunMerge::RunMerge(const MergeOptions& options, std::vector<MergeShard> shards, OutputFolder folder)
    : options_(options),
      shards_(std::move(shards)),
      folder_(std::move(folder)),
      set_(options_.out_dir, folder_.journal()) {
  for (const MergeShard& shard : shards_) filings_ += shard.manifest.filings;
}

absl::StatusOr<RunManifest> RunMerge::Run() {
  if (const absl::Status found = FindDuplicates(); !found.ok()) return found;
  auto index = IndexWriter::Create(options_.out_dir + "/" + kIndexName);
  if (!index.ok()) return index.status();
  index_ = *std::move(index);
  for (size_t number = 0; number < shards_.size(); ++number) {
    if (const absl::Status merged = MergeShardAt(number); !merged.ok()) return merged;
  }
  if (const absl::Status written = WritePart(); !written.ok()) return written;
  set_.manifest().run = shards_.front().manifest.run;
  if (set_.IsThere()) {
    index_.reset();
    unlink(TemporaryName(options_.out_dir + "/" + kIndexName).c_str());
    return set_.manifest();
  }
  const absl::Status finished = set_.Finish([&](RunManifest& manifest) {
    return WriteOutputTables(std::move(index_), options_.out_dir, costs_, manifest);
  });
  if (!finished.ok()) return finished;
  return set_.manifest();
}

absl::Status RunMerge::FindDuplicates() {
  DuplicateFinder finder;
  finder.Reserve(static_cast<size_t>(filings_));
  uint32_t next = 0;
  std::string last_id, last_folder;
  for (const MergeShard& shard : shards_) {
    auto lines = ShardLineReader::Open(shard.folder + "/" + kShardLinesName);
    if (!lines.ok()) return Damaged(shard.folder, "has no readable lines");
    const uint32_t begin = next;
    bulk::v1::ShardLine line;
    while ((*lines)->Next(line)) {
      if (stop_) return absl::CancelledError("stopped");
      if (next > 0 && line.id() <= last_id) {
        return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonShardOverlap,
                            "'" + line.id() + "' of " + shard.folder + " does not come after '" +
                                last_id + "' of " + last_folder +
                                "; run all shards over the same list");
      }
      if (line.key().size() == 32) finder.Add(next, line.key());
      last_id = line.id();
      last_folder = shard.folder;
      ++next;
    }
    if (!(*lines)->status().ok() || next - begin != shard.manifest.filings) {
      return Damaged(shard.folder, "has other lines than its manifest says");
    }
  }
  duplicates_ = std::move(finder).Find();
  return absl::OkStatus();
}

absl::Status RunMerge::MergeShardAt(size_t number) {
  auto shard = std::make_shared<OpenShard>();
  shard->shard = &shards_[number];
  const std::string& folder = shard->shard->folder;
  // A missing journal would be made anew, and a shard is only read.
  const std::string journal = folder + "/run/journal";
  if (access(journal.c_str(), R_OK) != 0) return Damaged(folder, "has lost its run/journal");
  absl::StatusOr<std::unique_ptr<RunJournal>> opened =
      RunJournal::Open(journal, "", RunJournal::kOnlyRead);
  if (!opened.ok()) return opened.status();
  shard->journal = *std::move(opened);
  auto lines = ShardLineReader::Open(folder + "/" + kShardLinesName);
  if (!lines.ok()) return lines.status();
  bulk::v1::ShardLine line;
  for (int64_t at = 0; (*lines)->Next(line); ++at) {
    if (stop_) return absl::CancelledError("stopped");
    absl::StatusOr<OutputLine> made = LineFor(line, *shard);
    if (!made.ok()) return made.status();
    const absl::Status added = AddToIndex(*made, *shard->journal, *index_, costs_);
    if (!added.ok()) return added;
    lines_.push_back(*std::move(made));
    places_.push_back({shard, at});
    ++next_;
    ++done_;
    if (static_cast<int32_t>(lines_.size()) < options_.part_filings) continue;
    if (const absl::Status written = WritePart(); !written.ok()) return written;
  }
  return (*lines)->status();
}

absl::StatusOr<OutputLine> RunMerge::LineFor(const bulk::v1::ShardLine& line,
                                             const OpenShard& shard) {
  OutputLine made;
  made.id = line.id();
  made.sha256 = absl::BytesToHexString(line.sha256());
  made.state = bulk::v1::REVIEW_STATE_FAILED;
  made.reason = line.reason();
  made.message = line.message();
  if (line.key().empty()) return made;
  const std::optional<KnownReview> known = shard.journal->Find(line.key());
  if (!known.has_value()) {
    return Damaged(shard.shard->folder, "has lost the review of '" + line.id() + "'");
  }
  made.known = *known;
  if (const std::optional<uint32_t> first = duplicates_.FirstOf(next_); first.has_value()) {
    // Reviewed in each of the shards; what the first says counts.
    const First& of = firsts_.at(*first);
    made.duplicate_of = of.id;
    made.known.state = of.state;
    made.known.outcome_digest = of.outcome_digest;
  } else if (duplicates_.IsFirst(next_)) {
    firsts_[next_] = {made.id, known->outcome_digest, known->state};
  }
  made.state = made.known.state;
  return made;
}

absl::Status RunMerge::WritePart() {
  if (lines_.empty()) return absl::OkStatus();
  const absl::Status added = set_.AddPart(lines_, [this] { return PartBytes(); });
  lines_.clear();
  places_.clear();
  return added;
}

absl::StatusOr<std::string> RunMerge::PartBytes() {
  if (absl::StatusOr<std::string> copied = PartOfShard(); copied.ok()) {
    ++parts_copied_;
    return copied;
  }
  ++parts_made_;
  std::string text;
  for (size_t i = 0; i < lines_.size(); ++i) {
    absl::StatusOr<std::string> json = LineAsJson(lines_[i], *places_[i].shard->journal);
    if (!json.ok()) return json.status();
    text += *json;
  }
  return PackPart(text);
}

absl::StatusOr<std::string> RunMerge::PartOfShard() const {
  const OpenShard& shard = *places_.front().shard;
  const int64_t number = places_.front().number_in_shard / options_.part_filings;
  const std::optional<bulk::v1::WrittenPart> part =
      shard.journal->Part(static_cast<int32_t>(number));
  // The digest is of the lines and their reviews: a part with another border has another one.
  if (places_.back().shard != places_.front().shard || !part.has_value() ||
      part->plan_digest() != PartDigest(lines_)) {
    return absl::NotFoundError("");
  }
  absl::StatusOr<std::string> bytes =
      ReadWhole(shard.shard->folder + "/" + PartName(static_cast<int32_t>(number)));
  if (!bytes.ok() || Sha256Of(*bytes) != part->sha256()) return absl::NotFoundError("");
  return bytes;
}

}  // namespace filing_review::service
