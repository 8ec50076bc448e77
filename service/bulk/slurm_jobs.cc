#include "service/bulk/slurm_jobs.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "service/bulk/durable_file.h"
#include "service/bulk/shell_text.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

// Of the words of --array=…, so that a submission stays a line that the shell takes.
constexpr size_t kMostArrayWords = 4000;

// Ends with what the program ends with; exit 75 asks Slurm for another try.
constexpr char kRunAndRequeue[] = R"(
# A signal goes on to the program, which ends with 75 and goes on from there when it is started again.
child= signalled=
on_signal() { signalled=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null; }
trap on_signal TERM INT
"${command[@]}" &
child=$!
while :; do
  wait "$child"
  status=$?
  [ -n "$signalled" ] || break
  signalled=
done
if [ "$status" = 75 ]; then
  restarts=${SLURM_RESTART_COUNT:-0}
  if [ "$restarts" -lt "$most_requeues" ]; then
    echo "$what: exit 75: requeued, $((restarts + 1)) of $most_requeues" >&2
    if timeout "$call_seconds" scontrol requeue "$SLURM_JOB_ID"; then
      sleep 300 # Slurm ends this script meanwhile
      exit 75
    fi
    echo "$what: scontrol requeue did not work; submit again to go on" >&2
    exit 75
  fi
  echo "$what: exit 75 after $restarts restarts; see why it was stopped (time limit, preemption), then submit again to go on" >&2
  # Not 75: where the site requeues on that by itself, it would never end.
  exit 69
fi
exit "$status"
)";

std::string Words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += " " + ShellWord(word);
  return text;
}

std::string Settings() {
  return "most_requeues=" + std::to_string(kMostRequeues) +
         "\ncall_seconds=" + std::to_string(kSlurmCallSeconds) + "\n";
}

}  // namespace

absl::StatusOr<SlurmLimits> ParseSlurmConfig(const std::string& config) {
  std::optional<int64_t> array_size, jobs;
  for (const absl::string_view line : absl::StrSplit(config, '\n')) {
    const std::pair<absl::string_view, absl::string_view> cells =
        absl::StrSplit(line, absl::MaxSplits('=', 1));
    int64_t number = 0;
    if (!absl::SimpleAtoi(absl::StripAsciiWhitespace(cells.second), &number)) continue;
    const absl::string_view name = absl::StripAsciiWhitespace(cells.first);
    if (name == "MaxArraySize") array_size = number;
    if (name == "MaxJobCount") jobs = number;
  }
  if (!array_size.has_value()) {
    return ServiceError(absl::StatusCode::kUnavailable, kReasonBadSlurmConfig,
                        "scontrol show config does not say MaxArraySize; give --max-array-size");
  }
  if (*array_size < 2) {
    return ServiceError(absl::StatusCode::kFailedPrecondition, kReasonNoArrays,
                        "this cluster allows no job arrays (MaxArraySize is " +
                            std::to_string(*array_size) +
                            "); ask for them, or run shards by --shard=I/N");
  }
  SlurmLimits limits;
  limits.array_size = *array_size;
  if (jobs.has_value()) limits.jobs = *jobs;
  return limits;
}

std::vector<std::pair<int, std::string>> SlurmArrays(const std::vector<int>& shards,
                                                     int64_t array_size) {
  const auto most = static_cast<int>(std::min<int64_t>(array_size - 1, 1'000'000));
  std::vector<std::pair<int, std::string>> arrays;
  for (size_t i = 0; i < shards.size();) {
    const int offset = (shards[i] - 1) / most * most;
    std::string words;
    while (i < shards.size() && shards[i] <= offset + most && words.size() < kMostArrayWords) {
      size_t end = i + 1;
      while (end < shards.size() && shards[end] == shards[end - 1] + 1 &&
             shards[end] <= offset + most) {
        ++end;
      }
      words += (words.empty() ? "" : ",") + std::to_string(shards[i] - offset);
      if (end - i > 1) words += "-" + std::to_string(shards[end - 1] - offset);
      i = end;
    }
    arrays.emplace_back(offset, words);
  }
  return arrays;
}

std::string SlurmShardScript(const SlurmOptions& options) {
  return "#!/bin/bash\n"
         "# Reviews one shard of the plan; made by filing-review bulk submit.\n"
         "#   sbatch --array=1-N shard.sh OFFSET     task T is shard OFFSET + T\n"
         "# Started again, it goes on where it was.\n"
         "#SBATCH --requeue --signal=B:TERM@120\n"
         "set -u\n" +
         Settings() +
         "offset=${1:-0}\n"
         "what=\"shard $((offset + SLURM_ARRAY_TASK_ID))\"\n"
         "command=(" +
         ShellWord(options.program) + " bulk --plan=" + ShellWord(options.folder) +
         " --shard=auto --shard-offset=\"$offset\" --workers=\"${SLURM_CPUS_PER_TASK:-0}\"" +
         Words(options.shard_arguments) + ")" + kRunAndRequeue;
}

std::string SlurmMergeScript(const SlurmOptions& options) {
  return "#!/bin/bash\n"
         "# Merges the shards when all are whole; made by filing-review bulk submit. Started "
         "again, "
         "it goes on.\n"
         "#SBATCH --requeue --signal=B:TERM@120\n"
         "set -u\n" +
         Settings() + "what=merge\ncommand=(" + ShellWord(options.program) + " bulk merge " +
         ShellWord(options.folder) + " --out=" + ShellWord(options.out) + ")" + kRunAndRequeue;
}

std::string SlurmSubmitScript(const SlurmOptions& options, const SlurmLimits& limits,
                              const std::vector<int>& shards) {
  std::string text =
      "#!/bin/bash\n"
      "# Submits shards and the merge that waits for them, and prints their job ids; made by\n"
      "# filing-review bulk submit. Run again it submits them again: what is whole ends at once.\n"
      "set -euo pipefail\n"
      "folder=" +
      ShellWord(options.folder) +
      "\noptions=(--chdir=\"$folder\" --cpus-per-task=" + std::to_string(options.cpus) +
      Words(options.sbatch_arguments) + ")\ncall_seconds=" + std::to_string(kSlurmCallSeconds) + R"(
ids=()

# Nothing stays queued of a submission that is refused half way.
submit() {
  local id status=0
  id=$(timeout "$call_seconds" sbatch --parsable "${options[@]}" "$@") || status=$?
  if [ "$status" != 0 ]; then
    if [ "$status" = 124 ]; then
      echo "submit: sbatch did not answer within $call_seconds s; see whether the controller is up (scontrol ping) and what is queued (squeue --me), then run $0 again" >&2
    else
      echo "submit: sbatch refused (exit status $status); what it says stands above: change the options and run this again" >&2
    fi
    [ "${#ids[@]}" = 0 ] || timeout "$call_seconds" scancel "${ids[@]}" ||
      echo "submit: cancel what is queued by hand: scancel ${ids[*]}" >&2
    exit 69
  fi
  id=${id%%;*}
  ids+=("$id")
}

)";
  const std::string at_once = options.at_once > 0 ? "%" + std::to_string(options.at_once) : "";
  for (const auto& [offset, words] : SlurmArrays(shards, limits.array_size)) {
    text += "submit --job-name=" + ShellWord(options.name) + " --array=" + words + at_once +
            " --output=logs/shard-%A_%a.log --open-mode=append \"$folder/shard.sh\" " +
            std::to_string(offset) + "\n";
  }
  text += R"~(
# Whatever the shards end on, the merge says what is missing.
shards=("${ids[@]}")
dependency=()
if [ "${#shards[@]}" != 0 ]; then
  dependency=(--dependency="afterany$(printf ':%s' "${shards[@]}")")
fi
submit --job-name=)~" +
          ShellWord(options.name + "-merge") +
          R"~( "${dependency[@]}" --output=logs/merge-%j.log --open-mode=append "$folder/merge.sh"
echo "shards	${shards[*]-}"
echo "merge	${ids[-1]}"
)~";
  return text;
}

absl::Status WriteSlurmScripts(const SlurmOptions& options, const SlurmLimits& limits,
                               const std::vector<int>& shards) {
  std::error_code error;
  std::filesystem::create_directories(options.folder + "/logs", error);
  const struct {
    const char* name;
    std::string text;
  } scripts[] = {{"shard.sh", SlurmShardScript(options)},
                 {"merge.sh", SlurmMergeScript(options)},
                 {"submit.sh", SlurmSubmitScript(options, limits, shards)}};
  for (const auto& script : scripts) {
    const std::string path = options.folder + "/" + script.name;
    if (const absl::Status written = WriteDurably(path, script.text); !written.ok()) {
      return written;
    }
    chmod(path.c_str(), 0755);
  }
  return absl::OkStatus();
}

}  // namespace filing_review::service
