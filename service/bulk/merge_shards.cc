#include "service/bulk/merge_shards.h"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "service/bulk/durable_file.h"
#include "service/bulk/shard_lines.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

absl::Status Refuse(const char* reason, const std::string& message) {
  return ServiceError(absl::StatusCode::kFailedPrecondition, reason, message);
}

std::string Named(const Shard& shard) {
  return "shard " + std::to_string(shard.number) + " of " + std::to_string(shard.count);
}

// All numbers that are asked for, at most a few of them.
std::string Some(const std::vector<int>& numbers) {
  constexpr size_t kMost = 10;
  std::string text;
  for (size_t i = 0; i < std::min(kMost, numbers.size()); ++i) {
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
  }
  return numbers.size() > kMost ? text + " and " + std::to_string(numbers.size() - kMost) + " more"
                                : text;
}

absl::StatusOr<MergeShard> ReadShard(const std::string& folder) {
  const absl::StatusOr<std::string> json = ReadWhole(folder + "/" + kManifestName);
  if (!json.ok()) {
    return Refuse(kReasonShardNotWhole, folder + " has no " + kManifestName +
                                            ", so it is not whole; let its run finish (the same "
                                            "command goes on where it was)");
  }
  absl::StatusOr<RunManifest> manifest = ParseManifest(*json);
  if (!manifest.ok()) {
    return Refuse(kReasonNoShard, folder + "/" + kManifestName +
                                      " is no manifest of this version; run the shard again");
  }
  if (manifest->plan.empty()) {
    return Refuse(kReasonNoShard,
                  folder +
                      " is no shard: it was made without --plan and --shard, or with --limit; "
                      "give folders of shards");
  }
  bool has_lines = false;
  for (const ManifestFile& file : manifest->files) {
    has_lines = has_lines || file.name == kShardLinesName;
    struct stat info;
    if (stat((folder + "/" + file.name).c_str(), &info) != 0 || info.st_size != file.size_bytes) {
      return Refuse(kReasonShardNotWhole, folder + "/" + file.name +
                                              " is not what the manifest says; remove " + folder +
                                              "/" + kManifestName + " and run the shard again");
    }
  }
  if (!has_lines) {
    return Refuse(kReasonNoShard, folder + " is of an engine without merging; run the shard again");
  }
  return MergeShard{folder, *std::move(manifest)};
}

// What two shards of one set have in common; the name of what they have not.
std::string Difference(const RunManifest& a, const RunManifest& b) {
  if (a.run.engine_version != b.run.engine_version) {
    return "engine (" + a.run.engine_version + ", " + b.run.engine_version + ")";
  }
  if (a.run.rule_pack_digest != b.run.rule_pack_digest) {
    return "rule pack (" + a.run.rule_pack_digest.substr(0, 12) + ", " +
           b.run.rule_pack_digest.substr(0, 12) + ")";
  }
  if (a.run.ocr != b.run.ocr) return "--ocr (" + a.run.ocr + ", " + b.run.ocr + ")";
  if (a.run.as_if_regime != b.run.as_if_regime) {
    return "--as-if ('" + a.run.as_if_regime + "', '" + b.run.as_if_regime + "')";
  }
  if (a.shard.count != b.shard.count) {
    return "number of shards (" + std::to_string(a.shard.count) + ", " +
           std::to_string(b.shard.count) + ")";
  }
  return a.plan != b.plan ? "plan or list of filings" : "";
}

absl::Status CheckAgainstPlan(const MergeShard& shard, const ClusterPlan& plan) {
  const RunManifest& manifest = shard.manifest;
  if (manifest.plan != plan.digest()) {
    return Refuse(kReasonShardDiffers, shard.folder +
                                           " is of another plan; remove it and run the shard again "
                                           "with this plan");
  }
  const absl::Status fits = plan.Fits(manifest.run);
  if (!fits.ok()) {
    return Refuse(kReasonShardDiffers, shard.folder + ": " + std::string(fits.message()));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<MergeShard>> FindMergeShards(const std::vector<std::string>& folders,
                                                        const ClusterPlan* plan,
                                                        const BulkLimits& limits) {
  if (plan != nullptr) {
    if (const std::vector<int> left = plan->ShardsToDo(); !left.empty()) {
      return Refuse(kReasonShardNotWhole,
                    std::to_string(left.size()) + " of " + std::to_string(plan->shards()) +
                        " shards are not whole: " + Some(left) +
                        "; see their logs, and submit again to run what is left");
    }
  }
  std::vector<MergeShard> shards;
  for (const std::string& folder : folders) {
    absl::StatusOr<MergeShard> shard = ReadShard(folder);
    if (!shard.ok()) return shard.status();
    if (plan != nullptr) {
      if (const absl::Status fits = CheckAgainstPlan(*shard, *plan); !fits.ok()) return fits;
    }
    if (!shards.empty()) {
      const std::string what = Difference(shards.front().manifest, shard->manifest);
      if (!what.empty()) {
        return Refuse(kReasonShardDiffers, shards.front().folder + " and " + shard->folder +
                                               " differ in " + what +
                                               "; run all shards with the same");
      }
    }
    shards.push_back(*std::move(shard));
  }
  std::sort(shards.begin(), shards.end(), [](const MergeShard& a, const MergeShard& b) {
    return a.manifest.shard.number < b.manifest.shard.number;
  });
  std::vector<int> missing;
  int next = 1;
  for (size_t i = 0; i < shards.size(); ++i) {
    const Shard& shard = shards[i].manifest.shard;
    if (i > 0 && shard.number == shards[i - 1].manifest.shard.number) {
      return Refuse(kReasonShardOverlap, shards[i - 1].folder + " and " + shards[i].folder +
                                             " are both " + Named(shard) + "; give each once");
    }
    for (; next < shard.number; ++next) missing.push_back(next);
    next = shard.number + 1;
  }
  const int count = shards.empty() ? 0 : shards.front().manifest.shard.count;
  for (; next <= count; ++next) missing.push_back(next);
  if (!missing.empty()) {
    return Refuse(kReasonShardMissing, "of " + std::to_string(count) +
                                           " shards these are missing: " + Some(missing) +
                                           "; give the folders of all");
  }
  int64_t filings = 0;
  for (const MergeShard& shard : shards) {
    filings += std::min(shard.manifest.filings, limits.sources + 1);
    if (filings <= limits.sources) continue;
    return ServiceError(
        absl::StatusCode::kInvalidArgument, kReasonSourceCount,
        "more than " + std::to_string(limits.sources) + " filings; make several merges of them");
  }
  return shards;
}

}  // namespace filing_review::service
