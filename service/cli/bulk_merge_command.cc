// filing-review bulk merge DIR… --out DIR: outputs of shards into one.
#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "extract/end_process.h"
#include "service/bulk/cluster_plan.h"
#include "service/bulk/run_merge.h"
#include "service/cli/bulk_subcommands.h"
#include "service/cli/outcome.h"
#include "service/cli/stop_signal.h"

namespace filing_review::cli {

namespace {

constexpr std::chrono::seconds kLogEvery{10};

struct MergeArguments {
  std::vector<std::string> folders;
  service::MergeOptions merge;
  bool part_filings_given = false;
};

int RunMerge(MergeArguments& arguments) {
  std::optional<service::ClusterPlan> plan;
  std::vector<std::string> folders = arguments.folders;
  if (folders.size() == 1 && service::ClusterPlan::IsIn(folders.front())) {
    absl::StatusOr<service::ClusterPlan> read = service::ClusterPlan::Read(folders.front());
    if (!read.ok()) return Fail("merge", read.status());
    plan = *std::move(read);
    folders.clear();
    for (int number = 1; number <= plan->shards(); ++number) {
      folders.push_back(plan->ShardFolder(number));
    }
    if (!arguments.part_filings_given) arguments.merge.part_filings = plan->head().part_filings();
  }
  auto shards =
      service::FindMergeShards(folders, plan.has_value() ? &*plan : nullptr, service::BulkLimits());
  if (!shards.ok()) return Fail("merge", shards.status());
  const auto merge = service::RunMerge::Open(arguments.merge, *std::move(shards));
  if (!merge.ok()) return Fail("merge", merge.status());
  StopSignal signal;
  // Both wait until the process ends; nobody joins them.
  std::thread([&] {
    signal.Wait();
    (*merge)->Stop();
  }).detach();
  std::thread([&] {
    for (;;) {
      std::this_thread::sleep_for(kLogEvery);
      PrintNote("merge: " + std::to_string((*merge)->done()) + " of " +
                std::to_string((*merge)->filings()) + " filings");
    }
  }).detach();
  const absl::StatusOr<service::RunManifest> manifest = (*merge)->Run();
  if (manifest.status().code() == absl::StatusCode::kCancelled) {
    PrintNote("merge: stopped; the same command goes on from here");
    extract::EndProcess(kExitAgain);
  }
  if (!manifest.ok()) extract::EndProcess(Fail("merge", manifest.status()));
  PrintNote("merge: " + std::to_string((*merge)->parts_copied()) + " parts copied, " +
            std::to_string((*merge)->parts_made()) + " made anew");
  const absl::Status written = WriteOutput(
      arguments.merge.out_dir + "\t" + std::to_string(manifest->filings) + " filings\t" +
      std::to_string(manifest->complete) + " complete\t" + std::to_string(manifest->partial) +
      " partial\t" + std::to_string(manifest->failed) + " failed\t" +
      std::to_string(manifest->duplicates) + " duplicates\n");
  extract::EndProcess(written.ok() ? kExitComplete : Fail("standard output", written));
}

}  // namespace

void AddBulkMerge(CLI::App& bulk, int& exit_status) {
  CLI::App* command = bulk.add_subcommand("merge", "Make one output of those of all shards");
  auto arguments = std::make_shared<MergeArguments>();
  command
      ->add_option("DIR", arguments->folders,
                   "Folder of a plan (bulk submit), or the outputs of all shards (bulk --shard)")
      ->required();
  command->add_option("--out", arguments->merge.out_dir, "Folder of the output")->required();
  CLI::Option* part_filings =
      command
          ->add_option("--part-filings", arguments->merge.part_filings,
                       "Filings in a part of the output; a plan says it itself")
          ->check(CLI::Range(1, 100'000))
          ->capture_default_str();
  command->callback([arguments, part_filings, &exit_status] {
    arguments->part_filings_given = part_filings->count() > 0;
    exit_status = RunMerge(*arguments);
  });
}

}  // namespace filing_review::cli
