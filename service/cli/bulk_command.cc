// filing-review bulk SOURCE… --out DIR: many filings, one folder of briefs.
#include <CLI/CLI.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "extract/end_process.h"
#include "extract/read_error.h"
#include "service/bulk/bulk_run.h"
#include "service/bulk/cache_folder.h"
#include "service/bulk/extraction_cache.h"
#include "service/bulk/kept_findings_folder.h"
#include "service/cli/bulk_options.h"
#include "service/cli/bulk_progress.h"
#include "service/cli/bulk_sources.h"
#include "service/cli/bulk_subcommands.h"
#include "service/cli/command_line.h"
#include "service/cli/filing_options.h"
#include "service/cli/ocr_option.h"
#include "service/cli/outcome.h"
#include "service/cli/rules_option.h"
#include "service/cli/stop_signal.h"
#include "service/pipeline.h"

namespace filing_review::cli {

namespace {

struct BulkArguments {
  BulkSourceOptions sources;
  service::BulkOptions bulk;
  FilingOptions filing;
  std::string ocr = "off", rules_dir, as_if, retry;
  std::string cache_dir;  // empty: in the folder of the output
  int log_seconds = 10;
};

// Where a signal asks to stop, the run does.
void StopOnSignal(StopSignal& signal, service::BulkRun& run) {
  // It waits until the process ends; nobody joins it.
  std::thread([&] {
    const int number = signal.Wait();
    PrintNote(std::string("bulk: ") + (number == SIGINT ? "SIGINT" : "SIGTERM") +
              ": stopping; what is done is kept");
    run.Stop();
  }).detach();
}

// Everything is written: what the process holds goes with it.
[[noreturn]] void End(int status) { extract::EndProcess(status); }

int Report(const service::BulkEnd& end, const service::RunProgress& progress,
           const std::string& out_dir) {
  const service::RunCounts counts = progress.Counts();
  if (!end.failed_id.empty()) {
    PrintNote(end.failed_id + ": " + end.failed_message + " [" + end.failed_reason +
              "]; stopped by --fail-fast");
    return kExitNotReadable;
  }
  if (!end.whole) {
    PrintNote("bulk: stopped: " + service::ProgressText(counts) +
              "; the same command goes on from here");
    return kExitAgain;
  }
  PrintNote("bulk: " + service::ProgressText(counts));
  const service::RunManifest& whole = end.manifest;
  const absl::Status written =
      WriteOutput(out_dir + "\t" + std::to_string(whole.filings) + " filings\t" +
                  std::to_string(whole.complete) + " complete\t" + std::to_string(whole.partial) +
                  " partial\t" + std::to_string(whole.failed) + " failed\t" +
                  std::to_string(whole.duplicates) + " duplicates\n");
  return written.ok() ? kExitComplete : Fail("standard output", written);
}

// What was read and found before.
struct Cache {
  explicit Cache(std::unique_ptr<service::CacheFolder> in)
      : folder(std::move(in)), documents(*folder), findings(*folder) {}
  std::unique_ptr<service::CacheFolder> folder;
  service::ExtractionCache documents;
  service::KeptFindingsFolder findings;
};

void SayOfCache(const Cache& cache, int64_t most_bytes) {
  if (cache.findings.found() > 0) {
    PrintNote("bulk: " + std::to_string(cache.findings.found()) +
              " filings were reviewed before: what could be was taken from the cache; " +
              std::to_string(cache.documents.found()) + " were searched again");
  }
  if (cache.documents.refused() > 0) {
    PrintNote("bulk: the cache is full (" + std::to_string(most_bytes) +
              " bytes): " + std::to_string(cache.documents.refused()) +
              " filings will be read again; raise --cache-bytes to keep them");
  }
}

int RunBulk(BulkArguments& arguments) {
  BulkSourceOptions& chosen = arguments.sources;
  const bool planned = !chosen.plan_dir.empty();
  if (!planned && (chosen.given.empty() || arguments.bulk.out_dir.empty())) {
    return FailUsage("bulk needs a SOURCE and --out; see filing-review bulk --help");
  }
  service::BulkOptions& options = arguments.bulk;
  options.retry_failed = arguments.retry == "failed" || arguments.retry == "all";
  options.retry_partial = arguments.retry == "partial" || arguments.retry == "all";
  if (const absl::Status filled = FillOptions(arguments.filing, options.review); !filled.ok()) {
    return Fail("bulk", filled);
  }
  chosen.defaults.venue = options.review.classify.venue;
  chosen.defaults.filing_date = options.review.classify.filing_date;
  absl::StatusOr<BulkSources> sources = ChooseSources(chosen);
  if (!sources.ok()) return Fail("bulk", sources.status());
  options.shard = sources->shard;
  options.plan = sources->plan;
  if (planned) {
    const bulk::v1::ClusterPlan& head = sources->planned->head();
    options.limits.part_filings = head.part_filings();
    arguments.ocr = head.ocr();
    arguments.as_if = head.as_if();
    if (options.out_dir.empty()) {
      options.out_dir = sources->planned->ShardFolder(sources->shard.number);
    }
  }
  options.review.classify.as_if_regime = arguments.as_if;
  options.review.read.ocr = OcrModeNamed(arguments.ocr);
  const auto pipeline = service::Pipeline::Create(arguments.rules_dir);
  if (!pipeline.ok()) return Fail("rules", pipeline.status());
  if (planned) {
    const absl::Status fits =
        sources->planned->Fits(service::IdentityOf(**pipeline, options.review));
    if (!fits.ok()) return Fail("bulk", fits);
  }
  const auto run = service::BulkRun::Open(**pipeline, options);
  if (!run.ok()) {
    const int status = Fail("bulk", run.status());
    // A task whose host was lost may still run there for a while.
    const bool in_use = extract::ReasonOf(run.status()) == service::kReasonOutputInUse;
    return planned && in_use ? kExitAgain : status;
  }
  std::unique_ptr<Cache> cache;
  if (options.limits.cache_bytes > 0) {
    auto opened = service::CacheFolder::Open(
        arguments.cache_dir.empty() ? options.out_dir + "/run/cache" : arguments.cache_dir,
        options.limits.cache_bytes);
    if (!opened.ok()) return Fail("bulk", opened.status());
    cache = std::make_unique<Cache>(*std::move(opened));
    (*run)->UseCache(&cache->documents, &cache->findings);
  }
  StopSignal signal;
  StopOnSignal(signal, **run);
  absl::StatusOr<service::BulkEnd> end = [&] {
    const BulkProgress watched((*run)->progress(), std::chrono::seconds(arguments.log_seconds));
    return (*run)->Run(std::move(sources->sources));
  }();
  if (!end.ok()) End(Fail("bulk", end.status()));
  if (cache != nullptr) SayOfCache(*cache, options.limits.cache_bytes);
  End(Report(*end, (*run)->progress(), options.out_dir));
}

}  // namespace

void AddBulkCommand(CLI::App& app, int& exit_status) {
  CLI::App* command = app.add_subcommand("bulk", "Review many filings into one folder");
  auto arguments = std::make_shared<BulkArguments>();
  command->add_option(
      "SOURCE", arguments->sources.given,
      "Folders, PDFs, patterns, lists (a path or a JSON object a line); -: a list on "
      "standard input");
  command->add_option("--out", arguments->bulk.out_dir, "Folder of the output");
  AddBulkDiff(*command, exit_status);
  AddBulkSearch(*command, exit_status);
  AddBulkMerge(*command, exit_status);
  AddBulkSubmit(*command, exit_status);
  command->add_option("--workers", arguments->bulk.workers, "Filings at once; 0: one a core")
      ->check(CLI::Range(0, 1024));
  command->add_flag("--fail-fast", arguments->bulk.fail_fast,
                    "Stop at the first filing that cannot be reviewed");
  command->add_option("--limit", arguments->sources.limit, "Only so many filings, the first by id")
      ->check(CLI::PositiveNumber);
  command->add_option(
      "--shard", arguments->sources.shard,
      "I/N: only the I-th of N shares; auto/N, and auto with --plan: I as the engine "
      "of an array says");
  command->add_option("--plan", arguments->sources.plan_dir,
                      "Folder of a plan of bulk submit: what --shard is a shard of");
  command
      ->add_option("--shard-offset", arguments->sources.shard_offset,
                   "Added to the index of the task, where a plan is several arrays")
      ->check(CLI::Range(0, 1'000'000));
  AddRetryOption(*command, arguments->retry);
  AddPartFilingsOption(*command, arguments->bulk.limits.part_filings);
  command->add_option(
      "--cache", arguments->cache_dir,
      "Folder of what was read of the filings and found in them, which runs may share; "
      "where it is not given: OUT/run/cache");
  command
      ->add_option("--cache-bytes", arguments->bulk.limits.cache_bytes,
                   "Most bytes of that folder; 0: keep nothing")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command
      ->add_option("--journal-spare-bytes", arguments->bulk.limits.journal_spare_bytes,
                   "The journal of the run is written anew where what does not count any more is "
                   "larger than what does by so much")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command
      ->add_option("--log-seconds", arguments->log_seconds,
                   "Seconds between two lines of progress, where stderr is no terminal")
      ->check(CLI::Range(1, 86'400))
      ->capture_default_str();
  AddOcrOption(*command, arguments->ocr);
  AddRulesOption(*command, arguments->rules_dir);
  AddAsIfOption(*command, arguments->as_if);
  AddFilingOptions(*command, arguments->filing);
  command->callback([arguments, command, &exit_status] {
    if (command->get_subcommands().empty()) exit_status = RunBulk(*arguments);
  });
}

}  // namespace filing_review::cli
