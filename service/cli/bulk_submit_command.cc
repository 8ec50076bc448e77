// filing-review bulk submit SOURCE… --out DIR: a corpus as shards on a cluster.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "service/bulk/bulk_run.h"
#include "service/bulk/client_call.h"
#include "service/bulk/cluster_plan.h"
#include "service/bulk/kubernetes_jobs.h"
#include "service/bulk/slurm_jobs.h"
#include "service/cli/bulk_cluster.h"
#include "service/cli/bulk_submit_options.h"
#include "service/cli/filing_options.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"
#include "service/pipeline.h"
#include "service/service_error.h"

namespace filing_review::cli {

namespace {

namespace fs = std::filesystem;

// Of all submissions of one submit.sh.
constexpr int kSubmitSeconds = 1800;
// Of auto's shards in the jobs that a cluster holds: one half is for others.
constexpr int64_t kShareOfJobs = 2;

std::string Absolute(const std::string& path) {
  std::error_code error;
  std::string made = fs::absolute(path, error).lexically_normal().string();
  if (made.size() > 1 && made.back() == '/') made.pop_back();
  return made;
}

// Names that a line of a script cannot hold, quoted or not.
bool HasControl(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// Of the worker, beside plan and shard.
std::vector<std::string> ShardArguments(const SubmitArguments& arguments) {
  std::vector<std::string> words = {"--cache-bytes=" + std::to_string(arguments.cache_bytes)};
  if (!arguments.rules_dir.empty()) words.push_back("--rules=" + Absolute(arguments.rules_dir));
  if (!arguments.filing.password_file.empty()) {
    words.push_back("--password-file=" + Absolute(arguments.filing.password_file));
  }
  if (!arguments.retry.empty()) words.push_back("--retry=" + arguments.retry);
  return words;
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

// A plan that is there, or a new one.
absl::StatusOr<service::ClusterPlan> PlanOf(SubmitArguments& arguments,
                                            const service::SlurmLimits& slurm) {
  PipelineOptions review;
  if (const absl::Status filled = FillOptions(arguments.filing, review); !filled.ok()) {
    return filled;
  }
  review.classify.as_if_regime = arguments.as_if;
  review.read.ocr = OcrModeNamed(arguments.ocr);
  const auto pipeline = service::Pipeline::Create(arguments.rules_dir);
  if (!pipeline.ok()) return pipeline.status();
  arguments.plan.run = service::IdentityOf(**pipeline, review);
  if (arguments.sources.empty()) {
    absl::StatusOr<service::ClusterPlan> plan = service::ClusterPlan::Read(arguments.out);
    if (!plan.ok()) return plan.status();
    if (const absl::Status fits = plan->Fits(arguments.plan.run); !fits.ok()) return fits;
    return plan;
  }
  service::Source defaults;
  defaults.venue = review.classify.venue;
  defaults.filing_date = review.classify.filing_date;
  const absl::StatusOr<std::vector<service::Source>> sources =
      service::ListSources(arguments.sources, defaults, std::cin, arguments.limits);
  if (!sources.ok()) return sources.status();
  if (sources->empty()) {
    return absl::InvalidArgumentError("no filings there; give folders, PDFs or lists of them");
  }
  // Elsewhere each of them would fail by itself.
  for (const service::Source& source : *sources) {
    if (arguments.engine != "kubernetes") break;
    if (service::IsMounted(Absolute(source.path), arguments.claimed, false)) continue;
    return service::ServiceError(absl::StatusCode::kInvalidArgument, service::kReasonBadVolume,
                                 "no volume holds " + source.path +
                                     "; give --volume=CLAIM:/path so that it is below the path");
  }
  if (arguments.engine == "slurm" && arguments.plan.shards == 0) {
    arguments.plan.most_shards = static_cast<int32_t>(
        std::clamp<int64_t>(slurm.jobs / kShareOfJobs, 1, int64_t{arguments.plan.most_shards}));
  }
  return service::ClusterPlan::Write(arguments.out, *sources, arguments.plan);
}

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

int RunSubmit(SubmitArguments& arguments) {
  arguments.out = Absolute(arguments.out);
  arguments.merge_out =
      Absolute(arguments.merge_out.empty() ? arguments.out + "/merged" : arguments.merge_out);
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
