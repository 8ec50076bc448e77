// Which filings a run of bulk is over: what is listed, a share of it, or a shard of a plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/bulk/cluster_plan.h"
#include "service/bulk/shard.h"
#include "service/bulk/source_list.h"
#include "service/limits.h"

namespace filing_review::cli {

struct BulkSourceOptions {
  std::vector<std::string> given;  // SOURCE…
  service::Source defaults;        // venue and date of filings whose list says none
  std::string shard = "1/1";       // I/N, auto/N, or with a plan I/N or auto
  std::string plan_dir;            // empty: no plan
  int shard_offset = 0;            // of the first task of an array
  int64_t limit = 0;               // 0: all
  service::BulkLimits limits;
};

struct BulkSources {
  std::vector<service::Source> sources;
  service::Shard shard;
  std::string plan;  // digest of what it is a shard of; empty: of nothing that could be merged
  std::optional<service::ClusterPlan> planned;
};

// The task of an array is told by the environment (service/bulk/array_index.h). INVALID_ARGUMENT
// where options do not fit each other; else errors of the lists and the plan.
absl::StatusOr<BulkSources> ChooseSources(const BulkSourceOptions& options);

}  // namespace filing_review::cli
