#include "service/cli/bulk_submit_plan.h"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <vector>

#include "service/bulk/bulk_run.h"
#include "service/bulk/kubernetes_jobs.h"
#include "service/bulk/source_list.h"
#include "service/cli/filing_options.h"
#include "service/cli/ocr_option.h"
#include "service/pipeline.h"
#include "service/service_error.h"

namespace filing_review::cli {

namespace {

// Of auto's shards in the jobs that a cluster holds: one half is for others.
constexpr int64_t kShareOfJobs = 2;

}  // namespace

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
    if (service::IsMounted(AbsolutePath(source.path), arguments.claimed, false)) continue;
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

}  // namespace filing_review::cli
