// Which task of an array this process is, as the engine that started it says.
//
//   absl::StatusOr<ArrayIndex> index = FindArrayIndex([](const char* name) { return getenv(name);
//   }); index->shard      // 1 for the first task
//
//   engine                   variable                    the first task has
//   Slurm                    SLURM_ARRAY_TASK_ID         1: submit with --array=1-N
//   Kubernetes Indexed Job   JOB_COMPLETION_INDEX        0
//   PBS                      PBS_ARRAY_INDEX             1: submit with -J 1-N
//   Grid Engine              SGE_TASK_ID                 1: submit with -t 1-N
//   AWS Batch                AWS_BATCH_JOB_ARRAY_INDEX   0
//
// A variable that is empty, or "undefined" (Grid Engine outside an array), is not set. Where
// several are set, as in a pod that is itself a task of Slurm, none wins: it is an error.
//
// Errors are INVALID_ARGUMENT with reason bad_array_index.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"

namespace filing_review::service {

inline constexpr char kReasonBadArrayIndex[] = "bad_array_index";

struct ArrayIndex {
  int shard = 0;         // from 1
  std::string variable;  // that told it
};

// `environment` gives the value of a variable, or null.
absl::StatusOr<ArrayIndex> FindArrayIndex(
    const std::function<const char*(const char*)>& environment);

}  // namespace filing_review::service
