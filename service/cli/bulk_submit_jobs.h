// The jobs of a plan, as a cluster's engine takes them.
#pragma once

#include "service/bulk/cluster_plan.h"
#include "service/bulk/slurm_jobs.h"
#include "service/cli/bulk_submit_options.h"

namespace filing_review::cli {

// Each writes scripts or manifests into the folder, says so, and returns an exit status.
// Slurm's are submitted, too, unless it is a dry run.
int SubmitToSlurm(const SubmitArguments& arguments, const service::ClusterPlan& plan,
                  const service::SlurmLimits& limits);
int WriteForKubernetes(const SubmitArguments& arguments, const service::ClusterPlan& plan);

}  // namespace filing_review::cli
