#include "service/cli/bulk_submit_options.h"

#include <CLI/CLI.hpp>

#include "service/cli/bulk_options.h"
#include "service/cli/ocr_option.h"
#include "service/cli/rules_option.h"

namespace filing_review::cli {

namespace {

void AddReviewOptions(CLI::App& command, SubmitArguments& arguments) {
  AddOcrOption(command, arguments.ocr);
  AddRulesOption(command, arguments.rules_dir);
  AddAsIfOption(command, arguments.as_if);
  AddFilingOptions(command, arguments.filing);
  AddRetryOption(command, arguments.retry);
  AddPartFilingsOption(command, arguments.plan.part_filings);
  command
      .add_option("--cache-bytes", arguments.cache_bytes,
                  "Most bytes that each shard keeps of what it read, for new rules")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

void AddEngineOptions(CLI::App& command, SubmitArguments& arguments) {
  command.add_option("--name", arguments.name, "Name of the jobs")->capture_default_str();
  command.add_option("--cpus", arguments.cpus, "Cores of a task")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command.add_option("--mem", arguments.memory, "Memory of a task, as the engine writes it");
  command.add_option("--at-once", arguments.at_once, "Most tasks at once")
      ->check(CLI::Range(1, 1'000'000));
  command.add_option("--partition", arguments.partition, "Slurm: partition");
  command.add_option("--time", arguments.time, "Slurm: time limit of a task");
  command
      .add_option("--sbatch", arguments.sbatch,
                  "Slurm: an argument of sbatch, such as --sbatch=--account=law; once an argument")
      ->allow_extra_args(false);
  command
      .add_option("--max-array-size", arguments.max_array_size,
                  "Slurm: MaxArraySize, instead of asking scontrol")
      ->check(CLI::Range(int64_t{2}, int64_t{4'000'001}));
  command.add_option("--image", arguments.image, "Kubernetes: image with filing-review");
  command
      .add_option("--volume", arguments.volumes,
                  "Kubernetes: CLAIM:/path or CLAIM:/path:ro, mounted where it is here; once a "
                  "volume")
      ->allow_extra_args(false);
}

}  // namespace

void AddSubmitOptions(CLI::App& command, SubmitArguments& arguments) {
  command.add_option("SOURCE", arguments.sources,
                     "As of bulk; without one, what is left of the plan in --out");
  command
      .add_option("--out", arguments.out,
                  "Folder that all hosts see: plan, scripts, shards, merged")
      ->required();
  command
      .add_option("--engine", arguments.engine,
                  "slurm; kubernetes: only writes YAML; other: only plans")
      ->required()
      ->check(CLI::IsMember({"slurm", "kubernetes", "other"}));
  command
      .add_option("--shards", arguments.shards,
                  "Number of shards; auto: about 1,000 filings each, cut by size")
      ->check([](const std::string& text) {
        const bool number = !text.empty() && text.size() <= 6 && text[0] != '0' &&
                            text.find_first_not_of("0123456789") == std::string::npos;
        return text == "auto" || number ? std::string()
                                        : "'" + text +
                                              "' is neither auto nor a "
                                              "number of 1 to 999999";
      })
      ->capture_default_str();
  command
      .add_option("--shard-filings", arguments.plan.shard_filings,
                  "Filings of a shard on average, with --shards=auto")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command.add_option("--merge-out", arguments.merge_out,
                     "Folder of the merged output; where it is not given: OUT/merged");
  command.add_option(
      "--program", arguments.program,
      "Path of filing-review on the hosts; where it is not given: this one (kubernetes: "
      "filing-review)");
  command.add_flag("--dry-run", arguments.dry_run, "Slurm: only write the scripts");
  AddEngineOptions(command, arguments);
  AddReviewOptions(command, arguments);
}

std::string AbsolutePath(const std::string& path) {
  std::error_code error;
  std::string made = std::filesystem::absolute(path, error).lexically_normal().string();
  if (made.size() > 1 && made.back() == '/') made.pop_back();
  return made;
}

}  // namespace filing_review::cli
