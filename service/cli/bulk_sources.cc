#include "service/cli/bulk_sources.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "absl/strings/match.h"
#include "service/bulk/array_index.h"

namespace filing_review::cli {

namespace {

// The task of the array as a shard of `count`.
absl::StatusOr<service::Shard> ShardOfTask(int offset, int count) {
  const absl::StatusOr<service::ArrayIndex> index =
      service::FindArrayIndex([](const char* name) { return std::getenv(name); });
  if (!index.ok()) return index.status();
  const service::Shard shard{offset + index->shard, count};
  if (shard.number <= count) return shard;
  return absl::InvalidArgumentError(index->variable + " makes this shard " +
                                    std::to_string(shard.number) + " of " + std::to_string(count) +
                                    "; submit an array of " + std::to_string(count) + " tasks");
}

absl::StatusOr<BulkSources> TakePlanned(const BulkSourceOptions& options) {
  if (!options.given.empty() || options.limit > 0) {
    return absl::InvalidArgumentError("a plan says which filings; give no SOURCE and no --limit");
  }
  absl::StatusOr<service::ClusterPlan> plan = service::ClusterPlan::Read(options.plan_dir);
  if (!plan.ok()) return plan.status();
  const absl::StatusOr<service::Shard> shard =
      options.shard == "auto" ? ShardOfTask(options.shard_offset, plan->shards())
                              : service::ParseShard(options.shard);
  if (!shard.ok()) return shard.status();
  if (shard->count != plan->shards()) {
    return absl::InvalidArgumentError("the plan has " + std::to_string(plan->shards()) +
                                      " shards; give --shard=auto or I/" +
                                      std::to_string(plan->shards()));
  }
  absl::StatusOr<std::vector<service::Source>> sources =
      plan->SourcesOf(shard->number, options.limits);
  if (!sources.ok()) return sources.status();
  const std::string digest = plan->digest();
  return BulkSources{*std::move(sources), *shard, digest, *std::move(plan)};
}

absl::StatusOr<BulkSources> TakeListed(const BulkSourceOptions& options) {
  absl::StatusOr<service::Shard> shard = absl::InvalidArgumentError(
      "'auto' says not how many shards there are; give --shard=auto/N, or a --plan");
  if (absl::StartsWith(options.shard, "auto/")) {
    shard = service::ParseShard("1/" + options.shard.substr(5));
    if (shard.ok()) shard = ShardOfTask(options.shard_offset, shard->count);
  } else if (options.shard != "auto") {
    shard = service::ParseShard(options.shard);
  }
  if (!shard.ok()) return shard.status();
  absl::StatusOr<std::vector<service::Source>> sources =
      service::ListSources(options.given, options.defaults, std::cin, options.limits);
  if (!sources.ok()) return sources.status();
  service::ShardOfList taken = service::TakeShard(*std::move(sources), *shard);
  if (options.limit > 0) {
    taken.plan.clear();  // shards that are cut short make no whole
    if (taken.sources.size() > static_cast<size_t>(options.limit)) {
      taken.sources.resize(static_cast<size_t>(options.limit));
    }
  }
  if (taken.sources.empty() && shard->count == 1) {
    return absl::InvalidArgumentError("no filings there; give folders, PDFs or lists of them");
  }
  return BulkSources{std::move(taken.sources), *shard, std::move(taken.plan), std::nullopt};
}

}  // namespace

absl::StatusOr<BulkSources> ChooseSources(const BulkSourceOptions& options) {
  return options.plan_dir.empty() ? TakeListed(options) : TakePlanned(options);
}

}  // namespace filing_review::cli
