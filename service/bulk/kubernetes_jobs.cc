#include "service/bulk/kubernetes_jobs.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/bulk/durable_file.h"
#include "service/render/json_values.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

// Names of jobs and claims become names of pods and labels.
constexpr size_t kMostNameBytes = 50;

bool IsLabel(const std::string& name) {
  const auto is_in = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !name.empty() && name.size() <= kMostNameBytes && name.front() != '-' &&
         name.back() != '-' && std::all_of(name.begin(), name.end(), is_in);
}

// A JSON string is a string of YAML.
std::string Quoted(const std::string& text) { return render::JsonString(text); }

std::string Arguments(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    // Kubernetes would put a variable of the pod in the place of "$(NAME)".
    text += "            - " + Quoted(absl::StrReplaceAll(word, {{"$", "$$"}})) + "\n";
  }
  return text;
}

std::string Mounts(const KubernetesOptions& options) {
  std::string text;
  for (size_t i = 0; i < options.volumes.size(); ++i) {
    const ClaimedVolume& volume = options.volumes[i];
    text += "            - {name: volume-" + std::to_string(i) +
            ", mountPath: " + Quoted(volume.path) + (volume.read_only ? ", readOnly: true" : "") +
            "}\n";
  }
  return text;
}

std::string Claims(const KubernetesOptions& options) {
  std::string text;
  for (size_t i = 0; i < options.volumes.size(); ++i) {
    const ClaimedVolume& volume = options.volumes[i];
    text += "        - {name: volume-" + std::to_string(i) +
            ", persistentVolumeClaim: {claimName: " + Quoted(volume.claim) +
            (volume.read_only ? ", readOnly: true" : "") + "}}\n";
  }
  return text;
}

// The pod, the same for shards and merge but for its command.
std::string Template(const KubernetesOptions& options, const std::string& container,
                     const std::vector<std::string>& arguments) {
  return R"(  template:
    metadata:
      labels: {app: )" +
         Quoted(options.name) + R"(}
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      enableServiceLinks: false
      # SIGTERM lets a run end with 75.
      terminationGracePeriodSeconds: 60
      securityContext:
        runAsNonRoot: true
        runAsUser: 65532
        runAsGroup: 65532
        fsGroup: 65532
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: )" +
         container + R"(
          image: )" +
         Quoted(options.image) + R"(
          command:
)" + Arguments({options.program}) +
         "          args:\n" + Arguments(arguments) +
         R"(          resources:
            requests: {cpu: )" +
         Quoted(std::to_string(options.cpus)) + ", memory: " + Quoted(options.memory) + R"(}
            limits: {cpu: )" +
         Quoted(std::to_string(options.cpus)) + ", memory: " + Quoted(options.memory) + R"(}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: ["ALL"]}
          volumeMounts:
)" + Mounts(options) +
         R"(            - {name: scratch, mountPath: "/tmp"}
      volumes:
)" + Claims(options) +
         R"(        - {name: scratch, emptyDir: {sizeLimit: 4Gi}}
)";
}

std::string Head(const std::string& name) {
  return "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: " + Quoted(name) + "\nspec:\n";
}

}  // namespace

absl::StatusOr<ClaimedVolume> ParseVolume(const std::string& text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ':');
  const bool right = (parts.size() == 2 || (parts.size() == 3 && parts[2] == "ro")) &&
                     IsLabel(parts[0]) && absl::StartsWith(parts[1], "/");
  if (!right) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadVolume,
                        "'" + text + "' is no volume; give CLAIM:/path or CLAIM:/path:ro");
  }
  return ClaimedVolume{parts[0], parts[1], parts.size() == 3};
}

bool IsMounted(const std::string& path, const std::vector<ClaimedVolume>& volumes, bool writable) {
  return std::any_of(volumes.begin(), volumes.end(), [&](const ClaimedVolume& volume) {
    const std::string below = absl::EndsWith(volume.path, "/") ? volume.path : volume.path + "/";
    return (!writable || !volume.read_only) &&
           (path == volume.path || absl::StartsWith(path, below));
  });
}

std::string KubernetesShardsYaml(const KubernetesOptions& options, int shards) {
  std::vector<std::string> arguments = {"bulk", "--plan=" + options.folder, "--shard=auto",
                                        "--workers=" + std::to_string(options.cpus)};
  arguments.insert(arguments.end(), options.shard_arguments.begin(), options.shard_arguments.end());
  return "# Made by filing-review bulk submit: the shards of a plan. kubectl apply -f this file; "
         "the\n"
         "# merge is in kubernetes-merge.yaml, for when this job is complete. To run failed shards "
         "again\n# delete the job and apply it anew: what is whole ends at once.\n" +
         Head(options.name + "-shards") +
         "  completionMode: Indexed\n  completions: " + std::to_string(shards) +
         "\n  parallelism: " + std::to_string(std::min(options.at_once, shards)) +
         "\n  backoffLimitPerIndex: " + std::to_string(kMostPodRetries) +
         "\n  maxFailedIndexes: " + std::to_string(shards) + R"(
  podFailurePolicy:
    rules:
      # Drained, preempted or evicted: not the shard's fault.
      - action: Ignore
        onPodConditions:
          - {type: DisruptionTarget, status: "True"}
      # Stopped on the way, or killed (137: also out of memory): another try goes on from there.
      - action: Count
        onExitCodes: {containerName: shard, operator: In, values: [75, 137, 143]}
      # What another try would not mend; the log says what to do.
      - action: FailIndex
        onExitCodes: {containerName: shard, operator: NotIn, values: [75, 137, 143]}
)" + Template(options, "shard", arguments);
}

std::string KubernetesMergeYaml(const KubernetesOptions& options) {
  return "# Made by filing-review bulk submit: the merge, for when the job of the shards is "
         "complete. "
         "It\n# refuses in words where a shard is not whole.\n" +
         Head(options.name + "-merge") + "  backoffLimit: " + std::to_string(kMostPodRetries) + R"(
  podFailurePolicy:
    rules:
      - action: Ignore
        onPodConditions:
          - {type: DisruptionTarget, status: "True"}
      - action: FailJob
        onExitCodes: {containerName: merge, operator: NotIn, values: [75, 137, 143]}
)" + Template(options, "merge", {"bulk", "merge", options.folder, "--out=" + options.out});
}

absl::Status WriteKubernetesJobs(const KubernetesOptions& options, int shards) {
  if (!IsLabel(options.name)) {
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadJobName,
                        "'" + options.name +
                            "' is no name of a job; give --name lower-case letters, digits and "
                            "hyphens, at most " +
                            std::to_string(kMostNameBytes));
  }
  for (const std::string& folder : {options.folder, options.out}) {
    if (IsMounted(folder, options.volumes, true)) continue;
    return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadVolume,
                        "no volume that can be written holds " + folder +
                            "; give --volume=CLAIM:/path so that it is below the path");
  }
  const absl::Status written = WriteDurably(options.folder + "/kubernetes-shards.yaml",
                                            KubernetesShardsYaml(options, shards));
  if (!written.ok()) return written;
  return WriteDurably(options.folder + "/kubernetes-merge.yaml", KubernetesMergeYaml(options));
}

}  // namespace filing_review::service
