#include "extract/landlock.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>

namespace filing_review::extract {

namespace {

// include/uapi/linux/landlock.h, as of version 7.
struct RulesetAttributes {
  uint64_t handled_files;
  uint64_t handled_net;  // from version 4
  uint64_t scoped;       // from version 6
};
struct __attribute__((packed)) BeneathAttributes {
  uint64_t allowed;
  int32_t place;
};
constexpr unsigned kVersionFlag = 1;
constexpr int kRuleBeneath = 1;
constexpr uint64_t kExecute = 1 << 0, kReadFile = 1 << 2, kReadFolder = 1 << 3;

// All rights over files that a version knows: what is not handled is not restricted.
uint64_t FileRights(int version) {
  if (version >= 5) return (1 << 16) - 1;  // ioctl on devices
  if (version >= 3) return (1 << 15) - 1;  // truncate
  if (version >= 2) return (1 << 14) - 1;  // link and rename over folders
  return (1 << 13) - 1;
}

// Grants `rights` over what lies at or below `path`; nothing where it cannot be opened.
bool Allow(int rules, const char* path, int flags, uint64_t rights) {
  const int fd = open(path, O_PATH | O_CLOEXEC | flags);
  if (fd < 0) return true;
  const BeneathAttributes beneath = {rights, fd};
  const bool ok = syscall(SYS_landlock_add_rule, rules, kRuleBeneath, &beneath, 0) == 0;
  close(fd);
  return ok;
}

}  // namespace

int LandlockVersion() {
  const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, kVersionFlag);
  return version > 0 ? static_cast<int>(version) : 0;
}

bool RestrictToFolder(const char* folder, const char* program) {
  const int version = LandlockVersion();
  if (version == 0) return false;
  const RulesetAttributes attributes = {FileRights(version), version >= 4 ? 3u : 0u,
                                        version >= 6 ? 3u : 0u};
  const size_t size = version >= 6   ? sizeof attributes
                      : version >= 4 ? offsetof(RulesetAttributes, scoped)
                                     : offsetof(RulesetAttributes, handled_net);
  const int rules = static_cast<int>(syscall(SYS_landlock_create_ruleset, &attributes, size, 0));
  if (rules < 0) return false;
  const uint64_t execute = program != nullptr ? kExecute : 0;
  bool ok = Allow(rules, folder, O_DIRECTORY, kReadFile | kReadFolder | execute);
  if (program != nullptr) ok = ok && Allow(rules, program, 0, kReadFile | kExecute);
  ok = ok && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
       syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return ok;
}

}  // namespace filing_review::extract
