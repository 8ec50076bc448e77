// The frozen plan that bulk submit works by: found in the folder, or made of sources.
#pragma once

#include "absl/status/statusor.h"
#include "service/bulk/cluster_plan.h"
#include "service/bulk/slurm_jobs.h"
#include "service/cli/bulk_submit_options.h"

namespace filing_review::cli {

// A plan that is there, or a new one. Completes `arguments.plan`. Errors are those of sources and
// of ClusterPlan; INVALID_ARGUMENT bad_volume where no volume holds a source.
absl::StatusOr<service::ClusterPlan> PlanOf(SubmitArguments& arguments,
                                            const service::SlurmLimits& slurm);

}  // namespace filing_review::cli
