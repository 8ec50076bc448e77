// A plan as jobs of Slurm: the scripts of its shards and of the merge, and the one that submits
// them.
//
//   absl::StatusOr<SlurmLimits> limits = ParseSlurmConfig(output of `scontrol show config`);
//   absl::Status written = WriteSlurmScripts(options, *limits, plan.ShardsToDo());
//   …then `bash DIR/submit.sh` submits; it can be read and run by hand as well.
//
//   shard.sh    a task T of an array, given OFFSET, is shard OFFSET + T
//   merge.sh    runs when no task is left; refuses in words where a shard is not whole
//   submit.sh   submits arrays and merge; all or, where one is refused, none
//   logs/       what the tasks say
//
// A plan with more shards than an array may have tasks becomes several arrays. Exit 75 of a task
// requeues it, kMostRequeues times at most by SLURM_RESTART_COUNT; the scripts do that themselves
// and rest on no setting of the site. Every word of a script that is not ours is quoted.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

namespace filing_review::service {

inline constexpr char kReasonNoArrays[] = "no_arrays";
inline constexpr char kReasonBadSlurmConfig[] = "bad_slurm_config";

inline constexpr int kMostRequeues = 3;
// Of one call of a client program of Slurm.
inline constexpr int kSlurmCallSeconds = 60;

struct SlurmLimits {
  int64_t array_size = 1001;  // MaxArraySize: one more than the largest index
  int64_t jobs = 10'000;      // MaxJobCount: of all users; each task of an array is one
};

// FAILED_PRECONDITION no_arrays where arrays are switched off; UNAVAILABLE bad_slurm_config where
// MaxArraySize is not there.
absl::StatusOr<SlurmLimits> ParseSlurmConfig(const std::string& config);

struct SlurmOptions {
  std::string program;                        // absolute path, the same on all hosts
  std::string folder;                         // of the plan, absolute
  std::string name = "filing-review";         // of the jobs
  std::vector<std::string> shard_arguments;   // of `bulk` beside plan and shard
  std::vector<std::string> sbatch_arguments;  // for arrays and merge: --partition=… and so on
  int cpus = 2;                               // a task
  int at_once = 0;                            // tasks at most at once; 0: as many as there is room
  std::string out;                            // of the merge, absolute
};

// The arrays that run `shards` (numbers from 1, ascending): offset and what --array takes.
std::vector<std::pair<int, std::string>> SlurmArrays(const std::vector<int>& shards,
                                                     int64_t array_size);

// UNAVAILABLE storage.
absl::Status WriteSlurmScripts(const SlurmOptions& options, const SlurmLimits& limits,
                               const std::vector<int>& shards);

// The scripts' text.
std::string SlurmShardScript(const SlurmOptions& options);
std::string SlurmMergeScript(const SlurmOptions& options);
std::string SlurmSubmitScript(const SlurmOptions& options, const SlurmLimits& limits,
                              const std::vector<int>& shards);

}  // namespace filing_review::service
