// The outputs of all shards, merged into what one run over everything would have left: the same
// bytes, but for report.html, which holds times.
//
//   absl::StatusOr<std::vector<MergeShard>> shards = FindMergeShards(folders, plan);
//   absl::StatusOr<std::unique_ptr<RunMerge>> merge = RunMerge::Open(options, *shards);
//   absl::StatusOr<RunManifest> manifest = (*merge)->Run();
//
// Reads of each shard merge-lines.pb, the journal of its run and its parts, and changes nothing of
// it. A part that a shard has as it is to be is copied; others (across a border of shards, or with
// a filing that is the same as one of an earlier shard) are made of the reviews in the journals.
//
// Killed at any moment and started again, it ends in the same bytes: parts that are there are kept,
// index and tables are made anew. Memory: 36 bytes a filing, a word for each duplicate, and one or
// two shards' journals at a time.
//
// Errors: FAILED_PRECONDITION as of merge_shards.h, or output_in_use; CANCELLED after Stop;
// UNAVAILABLE storage; DATA_LOSS.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "service/bulk/duplicates.h"
#include "service/bulk/index_database.h"
#include "service/bulk/merge_shards.h"
#include "service/bulk/output_folder.h"
#include "service/bulk/output_set.h"
#include "service/bulk/review_cost.h"

namespace filing_review::service {

struct MergeOptions {
  std::string out_dir;
  int32_t part_filings = 64;  // as of the run that it is to be equal to
};

class RunMerge {
 public:
  static absl::StatusOr<std::unique_ptr<RunMerge>> Open(const MergeOptions& options,
                                                        std::vector<MergeShard> shards);
  // Called once.
  absl::StatusOr<RunManifest> Run();
  // Run returns soon. From any thread.
  void Stop() { stop_ = true; }

  int64_t filings() const { return filings_; }
  int64_t done() const { return done_; }
  int64_t parts_copied() const { return parts_copied_; }
  int64_t parts_made() const { return parts_made_; }

 private:
  struct OpenShard;
  // A line of the part that is being gathered, and where its review is.
  struct PartLine {
    std::shared_ptr<OpenShard> shard;
    int64_t number_in_shard;
  };
  // What a later filing with the same bytes takes from the first.
  struct First {
    std::string id, outcome_digest;
    bulk::v1::ReviewState state;
  };

  RunMerge(const MergeOptions& options, std::vector<MergeShard> shards, OutputFolder folder);
  absl::Status FindDuplicates();
  absl::Status MergeShardAt(size_t number);
  absl::StatusOr<OutputLine> LineFor(const bulk::v1::ShardLine& line, const OpenShard& shard);
  absl::Status WritePart();
  absl::StatusOr<std::string> PartBytes();
  // The part of a shard with just these lines; NOT_FOUND where there is none.
  absl::StatusOr<std::string> PartOfShard() const;

  const MergeOptions options_;
  const std::vector<MergeShard> shards_;
  OutputFolder folder_;
  OutputSet set_;
  std::unique_ptr<IndexWriter> index_;
  ReviewCosts costs_;
  Duplicates duplicates_;
  std::unordered_map<uint32_t, First> firsts_;
  uint32_t next_ = 0;  // number of the next filing
  std::vector<OutputLine> lines_;
  std::vector<PartLine> places_;  // of lines_
  std::atomic<bool> stop_{false};
  std::atomic<int64_t> filings_{0}, done_{0}, parts_copied_{0}, parts_made_{0};
};

}  // namespace filing_review::service
