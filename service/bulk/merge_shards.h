// The folders of a merge, looked through before anything is written: do they make one set?
//
//   absl::StatusOr<std::vector<MergeShard>> shards = FindMergeShards(dirs, plan);
//
// The outputs of all shards of one plan (or of one list by --shard=I/N), each whole, once, by one
// engine and rule pack with the same options, in the order of ids and without an id twice. What is
// not so is said with the folder and what to do: FAILED_PRECONDITION with reason shard_missing,
// shard_not_whole, shard_differs, shard_overlap or no_shard; INVALID_ARGUMENT source_count_limit
// where they are more than `limits.sources` filings.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/bulk/cluster_plan.h"
#include "service/bulk/run_manifest.h"

namespace filing_review::service {

inline constexpr char kReasonShardMissing[] = "shard_missing";
inline constexpr char kReasonShardNotWhole[] = "shard_not_whole";
inline constexpr char kReasonShardDiffers[] = "shard_differs";
inline constexpr char kReasonShardOverlap[] = "shard_overlap";
inline constexpr char kReasonNoShard[] = "no_shard";

struct MergeShard {
  std::string folder;
  RunManifest manifest;
};

// In the order of the shards. `plan` is null where folders of --shard=I/N are merged.
absl::StatusOr<std::vector<MergeShard>> FindMergeShards(const std::vector<std::string>& folders,
                                                        const ClusterPlan* plan,
                                                        const BulkLimits& limits);

}  // namespace filing_review::service
