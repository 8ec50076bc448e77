// A plan as two Jobs of Kubernetes (1.29 or later): an Indexed Job whose pod with index I is shard
// I + 1, and the Job of the merge. Written, not applied.
//
//   absl::Status written = WriteKubernetesJobs(options, plan.shards());
//   kubectl apply -f DIR/kubernetes-shards.yaml
//   kubectl wait --for=condition=complete --timeout=-1s job/NAME-shards
//   kubectl apply -f DIR/kubernetes-merge.yaml
//
// A pod that ends with 75 is started again, kMostPodRetries times an index; one that is evicted
// does not count; any other failure fails its index at once, and the other indexes go on. Pods run
// as no root, with a read-only root and no capabilities. The volumes have to be mounted where the
// plan was made: its paths are absolute.
//
// Errors: INVALID_ARGUMENT bad_volume or bad_job_name, UNAVAILABLE storage.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace filing_review::service {

inline constexpr char kReasonBadVolume[] = "bad_volume";
inline constexpr char kReasonBadJobName[] = "bad_job_name";

inline constexpr int kMostPodRetries = 3;

// A claim of a volume, and where it is mounted.
struct ClaimedVolume {
  std::string claim, path;
  bool read_only = false;
};

// "CLAIM:/path" or "CLAIM:/path:ro".
absl::StatusOr<ClaimedVolume> ParseVolume(const std::string& text);

// True where `path`, absolute, is below one of the volumes; one that can be written, if `writable`.
bool IsMounted(const std::string& path, const std::vector<ClaimedVolume>& volumes, bool writable);

struct KubernetesOptions {
  std::string program = "filing-review";  // in the image
  std::string image;
  std::string folder;  // of the plan, absolute
  std::string out;     // of the merge, absolute
  std::string name = "filing-review";
  std::vector<ClaimedVolume> volumes;
  std::vector<std::string> shard_arguments;  // of `bulk` beside plan and shard
  int cpus = 2;
  std::string memory = "4Gi";
  int at_once = 10;  // pods
};

absl::Status WriteKubernetesJobs(const KubernetesOptions& options, int shards);

// The files' text. REQUIRES: what WriteKubernetesJobs checks.
std::string KubernetesShardsYaml(const KubernetesOptions& options, int shards);
std::string KubernetesMergeYaml(const KubernetesOptions& options);

}  // namespace filing_review::service
