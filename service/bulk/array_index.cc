#include "service/bulk/array_index.h"

#include <string_view>

#include "absl/strings/numbers.h"
#include "service/service_error.h"

namespace filing_review::service {

namespace {

constexpr struct {
  const char* variable;
  int first;  // index of the first task
} kEngines[] = {
    {"SLURM_ARRAY_TASK_ID", 1}, {"JOB_COMPLETION_INDEX", 0},      {"PBS_ARRAY_INDEX", 1},
    {"SGE_TASK_ID", 1},         {"AWS_BATCH_JOB_ARRAY_INDEX", 0},
};
// Beyond any array, so that sums of it stay in range.
constexpr int kMostIndex = 100'000'000;

absl::Status BadIndex(const std::string& message) {
  return ServiceError(absl::StatusCode::kInvalidArgument, kReasonBadArrayIndex, message);
}

}  // namespace

absl::StatusOr<ArrayIndex> FindArrayIndex(
    const std::function<const char*(const char*)>& environment) {
  ArrayIndex index;
  std::string names;
  for (const auto& engine : kEngines) {
    names += (names.empty() ? "" : ", ") + std::string(engine.variable);
    const char* const set = environment(engine.variable);
    const std::string_view value = set == nullptr ? "" : set;
    if (value.empty() || value == "undefined") continue;
    if (!index.variable.empty()) {
      return BadIndex(index.variable + " and " + engine.variable +
                      " are both set; unset the one that is not meant, or give --shard=I/N");
    }
    int number = 0;
    if (!absl::SimpleAtoi(absl::string_view(value.data(), value.size()), &number) ||
        number < engine.first || number > kMostIndex) {
      return BadIndex(std::string(engine.variable) + " is '" + std::string(value) +
                      "'; number the tasks of the array from " + std::to_string(engine.first));
    }
    index = {number - engine.first + 1, engine.variable};
  }
  if (!index.variable.empty()) return index;
  return BadIndex("no engine says which task this is (none of " + names +
                  " is set); submit it as an array, or give --shard=I/N");
}

}  // namespace filing_review::service
