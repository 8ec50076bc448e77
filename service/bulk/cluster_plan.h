// A list of filings, frozen and cut into shards, in a folder that all hosts of a cluster see.
//
//   PlanOptions options;
//   absl::StatusOr<ClusterPlan> plan = ClusterPlan::Write(dir, sources, options);
//   …on another host:
//   absl::StatusOr<ClusterPlan> plan = ClusterPlan::Read(dir);
//   absl::StatusOr<std::vector<Source>> mine = plan->SourcesOf(3, limits);
//
//   plan.jsonl   a filing a line, sorted by id, with its size: a list that `filing-review bulk`
//   takes plan.json    proto/filing_review/bulk/v1/cluster.proto; written last. Its digest names
//   the plan shards/000001 …   the shards' outputs
//
// Shards are runs of neighbours of about equal size in bytes. Where there are enough filings they
// begin at whole parts of the output, so that a merge can take the parts as they are. None is
// empty.
//
// Errors: INVALID_ARGUMENT bad_source (a name that is not UTF-8); UNAVAILABLE storage;
// FAILED_PRECONDITION no_plan or other_plan; DATA_LOSS.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "filing_review/bulk/v1/cluster.pb.h"
#include "service/bulk/review_key.h"
#include "service/bulk/source_list.h"

namespace filing_review::service {

inline constexpr char kReasonNoPlan[] = "no_plan";
inline constexpr char kReasonOtherPlan[] = "other_plan";

struct PlanOptions {
  RunIdentity run;
  int32_t part_filings = 64;
  int32_t shard_filings = 1000;  // of a shard, on average, where `shards` is 0
  int32_t shards = 0;            // wanted; fewer where filings are few
  int32_t most_shards = 100'000;
};

class ClusterPlan {
 public:
  // `sources` as ListSources gives them, not empty; relative paths are made absolute.
  static absl::StatusOr<ClusterPlan> Write(const std::string& dir,
                                           const std::vector<Source>& sources,
                                           const PlanOptions& options);
  static absl::StatusOr<ClusterPlan> Read(const std::string& dir);
  // True where there is a plan.
  static bool IsIn(const std::string& dir);

  int shards() const { return head_.shards_size(); }
  const bulk::v1::ClusterPlan& head() const { return head_; }
  // 64 hexadecimal digits.
  const std::string& digest() const { return digest_; }
  // Where the output of a shard, from 1, is.
  std::string ShardFolder(int number) const;
  // Shards without a manifest, ascending.
  std::vector<int> ShardsToDo() const;

  // The filings of a shard. Reads no more of the list than it needs.
  absl::StatusOr<std::vector<Source>> SourcesOf(int number, const BulkLimits& limits) const;

  // FAILED_PRECONDITION other_plan unless `run` makes the briefs that the plan is for.
  absl::Status Fits(const RunIdentity& run) const;

 private:
  ClusterPlan(std::string dir, bulk::v1::ClusterPlan head, std::string digest)
      : dir_(std::move(dir)), head_(std::move(head)), digest_(std::move(digest)) {}

  std::string dir_;
  bulk::v1::ClusterPlan head_;
  std::string digest_;
};

// Where each shard begins, by the sizes of the filings; shards + 1 numbers, ascending.
std::vector<size_t> PlannedBounds(const std::vector<int64_t>& sizes, const PlanOptions& options);

}  // namespace filing_review::service
