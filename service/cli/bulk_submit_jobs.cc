#include "service/cli/bulk_submit_jobs.h"

#include <string>
#include <vector>

#include "service/bulk/client_call.h"
#include "service/bulk/kubernetes_jobs.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

// Of all submissions of one submit.sh.
constexpr int kSubmitSeconds = 1800;

// Of the worker, beside plan and shard.
std::vector<std::string> ShardArguments(const SubmitArguments& arguments) {
  std::vector<std::string> words = {"--cache-bytes=" + std::to_string(arguments.cache_bytes)};
  if (!arguments.rules_dir.empty()) words.push_back("--rules=" + AbsolutePath(arguments.rules_dir));
  if (!arguments.filing.password_file.empty()) {
    words.push_back("--password-file=" + AbsolutePath(arguments.filing.password_file));
  }
  if (!arguments.retry.empty()) words.push_back("--retry=" + arguments.retry);
  return words;
}

}  // namespace

int SubmitToSlurm(const SubmitArguments& arguments, const service::ClusterPlan& plan,
                  const service::SlurmLimits& limits) {
  service::SlurmOptions options;
  options.program = arguments.program;
  options.folder = arguments.out;
  options.out = arguments.merge_out;
  options.name = arguments.name;
  options.cpus = arguments.cpus;
  options.at_once = arguments.at_once;
  options.shard_arguments = ShardArguments(arguments);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) options.sbatch_arguments.push_back(name + value);
  };
  add("--partition=", arguments.partition);
  add("--time=", arguments.time);
  add("--mem=", arguments.memory);
  options.sbatch_arguments.insert(options.sbatch_arguments.end(), arguments.sbatch.begin(),
                                  arguments.sbatch.end());
  const std::vector<int> left = plan.ShardsToDo();
  const absl::Status written = service::WriteSlurmScripts(options, limits, left);
  if (!written.ok()) return Fail("submit", written);
  const std::string script = arguments.out + "/submit.sh";
  PrintNote("submit: " + std::to_string(plan.head().filing_count()) + " filings in " +
            std::to_string(plan.shards()) + " shards, " + std::to_string(left.size()) +
            " to do; scripts are in " + arguments.out +
            (arguments.dry_run ? "; run submit.sh there to submit them" : ""));
  if (arguments.dry_run) return kExitComplete;
  const absl::StatusOr<std::string> printed = service::CallClient({"bash", script}, kSubmitSeconds);
  if (!printed.ok()) return Fail(script, printed.status());
  const absl::Status shown = WriteOutput(*printed);
  return shown.ok() ? kExitComplete : Fail("standard output", shown);
}

int WriteForKubernetes(const SubmitArguments& arguments, const service::ClusterPlan& plan) {
  service::KubernetesOptions options;
  options.program = arguments.program;
  options.image = arguments.image;
  options.folder = arguments.out;
  options.out = arguments.merge_out;
  options.name = arguments.name;
  options.cpus = arguments.cpus;
  options.shard_arguments = ShardArguments(arguments);
  if (!arguments.memory.empty()) options.memory = arguments.memory;
  if (arguments.at_once > 0) options.at_once = arguments.at_once;
  options.volumes = arguments.claimed;
  const absl::Status written = service::WriteKubernetesJobs(options, plan.shards());
  if (!written.ok()) return Fail("submit", written);
  PrintNote("submit: " + std::to_string(plan.head().filing_count()) + " filings in " +
            std::to_string(plan.shards()) +
            " shards; kubernetes-shards.yaml and "
            "kubernetes-merge.yaml are in " +
            arguments.out + ", for kubectl apply");
  return kExitComplete;
}

}  // namespace filing_review::cli
