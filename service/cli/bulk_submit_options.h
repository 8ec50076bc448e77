// What bulk submit is asked for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "service/bulk/cluster_plan.h"
#include "service/bulk/kubernetes_jobs.h"
#include "service/cli/filing_options.h"
#include "service/limits.h"

namespace CLI {
class App;
}

namespace filing_review::cli {

struct SubmitArguments {
  std::vector<std::string> sources;
  std::string out, engine, shards = "auto", program, name = "filing-review", merge_out;
  std::string ocr = "off", rules_dir, as_if, retry;
  FilingOptions filing;
  service::PlanOptions plan;
  service::BulkLimits limits;
  int64_t cache_bytes = 0, max_array_size = 0;
  int cpus = 2, at_once = 0;
  bool dry_run = false;
  std::vector<service::ClaimedVolume> claimed;  // of `volumes`
  std::string partition, time, memory;          // Slurm and Kubernetes
  std::vector<std::string> sbatch;              // Slurm
  std::string image;                            // Kubernetes
  std::vector<std::string> volumes;             // Kubernetes
};

// The path from the root on, without a slash at its end.
std::string AbsolutePath(const std::string& path);

// SOURCE, --out and the rest of the options of bulk submit.
void AddSubmitOptions(CLI::App& command, SubmitArguments& arguments);

}  // namespace filing_review::cli
