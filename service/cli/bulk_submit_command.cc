// filing-review bulk submit SOURCE… --out DIR: a corpus as shards on a cluster.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "service/bulk/client_call.h"
#include "service/bulk/cluster_plan.h"
#include "service/bulk/kubernetes_jobs.h"
#include "service/bulk/slurm_jobs.h"
#include "service/cli/bulk_subcommands.h"
#include "service/cli/bulk_submit_jobs.h"
#include "service/cli/bulk_submit_options.h"
#include "service/cli/bulk_submit_plan.h"
#include "service/cli/outcome.h"

namespace filing_review::cli {

namespace {

namespace fs = std::filesystem;

// Names that a line of a script cannot hold, quoted or not.
bool HasControl(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

absl::StatusOr<service::SlurmLimits> LimitsOfCluster(const SubmitArguments& arguments) {
  service::SlurmLimits limits;
  if (arguments.max_array_size > 0) {
    limits.array_size = arguments.max_array_size;
    return limits;
  }
  const absl::StatusOr<std::string> config =
      service::CallClient({"scontrol", "show", "config"}, service::kSlurmCallSeconds);
  if (config.ok()) return service::ParseSlurmConfig(*config);
  if (!arguments.dry_run) return config.status();
  PrintNote("submit: " + std::string(config.status().message()) + "; MaxArraySize is taken as " +
            std::to_string(limits.array_size));
  return limits;
}

int RunSubmit(SubmitArguments& arguments) {
  arguments.out = AbsolutePath(arguments.out);
  arguments.merge_out =
      AbsolutePath(arguments.merge_out.empty() ? arguments.out + "/merged" : arguments.merge_out);
  if (HasControl(arguments.out) || HasControl(arguments.merge_out)) {
    return FailUsage("submit: --out has a control character in its name; give another folder");
  }
  if (arguments.engine == "kubernetes" && (arguments.image.empty() || arguments.volumes.empty())) {
    return FailUsage(
        "submit: kubernetes needs --image and --volume; see filing-review bulk submit "
        "--help");
  }
  for (const std::string& text : arguments.volumes) {
    absl::StatusOr<service::ClaimedVolume> volume = service::ParseVolume(text);
    if (!volume.ok()) return Fail("submit", volume.status());
    arguments.claimed.push_back(*std::move(volume));
  }
  if (arguments.program.empty()) {
    std::error_code error;
    arguments.program = arguments.engine == "slurm"
                            ? fs::read_symlink("/proc/self/exe", error).string()
                            : "filing-review";
  }
  if (arguments.shards != "auto") arguments.plan.shards = std::stoi(arguments.shards);
  if (!arguments.sources.empty() && service::ClusterPlan::IsIn(arguments.out)) {
    return FailUsage("submit: " + arguments.out +
                     " holds a plan; give no SOURCE to go on with it, or --out another folder");
  }
  service::SlurmLimits limits;
  if (arguments.engine == "slurm") {
    const absl::StatusOr<service::SlurmLimits> read = LimitsOfCluster(arguments);
    if (!read.ok()) return Fail("submit", read.status());
    limits = *read;
  }
  const absl::StatusOr<service::ClusterPlan> plan = PlanOf(arguments, limits);
  if (!plan.ok()) return Fail("submit", plan.status());
  if (arguments.engine == "slurm") return SubmitToSlurm(arguments, *plan, limits);
  if (arguments.engine == "kubernetes") return WriteForKubernetes(arguments, *plan);
  PrintNote("submit: " + std::to_string(plan->head().filing_count()) + " filings in " +
            std::to_string(plan->shards()) +
            " shards; run as an array of as many tasks: filing-review bulk --plan=" +
            arguments.out + " --shard=auto, and then: filing-review bulk merge " + arguments.out +
            " --out=" + arguments.merge_out);
  return kExitComplete;
}

}  // namespace

void AddBulkSubmit(CLI::App& bulk, int& exit_status) {
  CLI::App* command =
      bulk.add_subcommand("submit", "Cut filings into shards and run them on a cluster");
  auto arguments = std::make_shared<SubmitArguments>();
  AddSubmitOptions(*command, *arguments);
  command->callback([arguments, &exit_status] { exit_status = RunSubmit(*arguments); });
}

}  // namespace filing_review::cli
