// In place of extract/worker_lockdown.cc in the workers of a coverage build (scripts/coverage.sh):
// the limits on memory and processor time hold, but files can be written, because the counts are.
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "extract/worker_lockdown.h"

namespace filing_review::extract {

FileReach ConfineFiles(const std::string& folder, bool) {
  return {FileReach::Means::kNothing, folder};
}

bool LockDown(const LockdownLimits& limits, int parent, const FileReach&) {
  const rlimit memory = {static_cast<rlim_t>(limits.address_space_bytes),
                         static_cast<rlim_t>(limits.address_space_bytes)};
  const rlimit processor = {static_cast<rlim_t>(limits.cpu_seconds),
                            static_cast<rlim_t>(limits.cpu_seconds + 1)};
  return prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && (parent <= 0 || getppid() == parent) &&
         setrlimit(RLIMIT_AS, &memory) == 0 && setrlimit(RLIMIT_CPU, &processor) == 0;
}

}  // namespace filing_review::extract
